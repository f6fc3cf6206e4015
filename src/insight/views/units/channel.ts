import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { EngineError } from '../../../protocol/client.ts';
import { message } from '../../../text/message.ts';
import type { Tools } from '../../view.ts';

/** @throws EngineError `invalid` where a layer has no such channel */
export function checkChannel({ name, outputShape }: NetworkLayer, channel: number): void {
  const channels = outputShape.at(-1) ?? 1;
  if (channel < channels) return;
  throw new EngineError(
    'invalid',
    message('insight.no-channel', { layer: name, channel, most: channels - 1 }),
  );
}

/** One channel at every place: `[count, ...output]` to `[count, places]`. */
export function channelOf({ tf }: Pick<Tools, 'tf'>, output: Tensor, channel: number): Tensor {
  const channels = output.rank > 1 ? output.shape.at(-1)! : 1;
  const places = tf.reshape(output, [output.shape[0]!, -1, channels]);
  return tf.reshape(tf.slice(places, [0, 0, channel], [-1, -1, 1]), [output.shape[0]!, -1]);
}
