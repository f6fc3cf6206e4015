import { z } from 'zod';
import { classAnswer, meantBy, type OutputReading } from '../../network/outputs.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image, TensorValue } from '../../protocol/data.ts';
import { message } from '../../text/message.ts';
import { readOutput } from '../feature-maps.ts';
import type { Figure } from '../figure.ts';
import { reconstruction } from '../reconstruction.ts';
import { defineView, type Tools } from '../view.ts';

/** The outputs of some layers for an image, the last the network's. @throws EngineError `diverged` */
function read({ input, outputs }: Tools, image: Image, layers: readonly string[]): readonly TensorValue[] {
  const x = input(image);
  const results = outputs(x, [...new Set(layers)], true);
  const read = layers.map((id) => readOutput(results.get(id)!));
  for (const tensor of [x, ...results.values()]) tensor.dispose();
  if (!read.at(-1)!.values.every(Number.isFinite))
    throw new EngineError('diverged', message('insight.diverged'));
  return read;
}

function classBars(reading: OutputReading, labels: readonly string[], outputs: TensorValue): Figure {
  const { meaning } = reading;
  if (meaning === 'reconstruction')
    throw new Error('A network that tells classes apart reconstructs nothing.');
  const { label, values } = classAnswer(reading, [...outputs.values]);
  return { figure: 'bars', of: 'classes', labels: [...labels], meaning, values: [...values], answer: label };
}

/** What the network makes of an image: a value for each class, or the image reconstructed. */
export const prediction = defineView({
  group: 'prediction',
  needs: ['image'],
  parameters: z.object({}),
  async *compute(tools, { image }) {
    const { network, reading, labels, target } = tools;
    const ends = [network.inputs[0]!, network.outputs[0]!];
    if (target === 'input') {
      const [given, put] = read(tools, image, ends) as [TensorValue, TensorValue];
      const values = Float32Array.from(meantBy(reading, [...put.values]));
      yield reconstruction(given, { shape: put.shape, values });
    } else {
      const [put] = read(tools, image, ends.slice(1)) as [TensorValue];
      yield [classBars(reading, labels, put)];
    }
  },
});
