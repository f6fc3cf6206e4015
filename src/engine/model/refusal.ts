import type { Network } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';

/** A lookup that found no row, in the words of TensorFlow and of TensorFlow.js. */
const outOfRange = /(-?\d+) is not in \[0, \d+[\])]/;

/**
 * What a backend threw while the network ran, in words that name the layer and the way out where we have them.
 * @returns the error itself where there is nothing better to say
 */
export function explainRefusal(error: unknown, network: Network): unknown {
  const found = error instanceof Error ? outOfRange.exec(error.message) : null;
  const layer = network.layers.find(({ kind }) => kind.kind === 'embedding');
  if (!found || !layer) return error;
  const { inputDim } = layer.params as { inputDim: number };
  const number = Number(found[1]);
  return new TextError(
    message('engine.unknown-symbol', { symbol: number, layer: layer.name, most: inputDim - 1 }),
  );
}
