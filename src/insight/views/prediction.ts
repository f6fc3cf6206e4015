import { z } from 'zod';
import { classAnswer, meantBy, type OutputReading } from '../../network/outputs.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image, TensorValue } from '../../protocol/data.ts';
import { readOutput } from '../feature-maps.ts';
import type { Figure } from '../figure.ts';
import { reconstruction } from '../reconstruction.ts';
import { defineView, type Tools } from '../view.ts';

/** The network's input and output for an image. @throws EngineError `diverged` */
function answerOf({ network, input, outputs }: Tools, image: Image): readonly [TensorValue, TensorValue] {
  const ids = [network.inputs[0]!, network.outputs[0]!] as const;
  const x = input(image);
  const results = outputs(x, [...new Set(ids)], true);
  const read = ids.map((id) => readOutput(results.get(id)!)) as [TensorValue, TensorValue];
  for (const tensor of [x, ...results.values()]) tensor.dispose();
  if (!read[1].values.every(Number.isFinite))
    throw new EngineError('diverged', 'The outputs are not finite numbers: the run has diverged.');
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
    const { reading, labels, target } = tools;
    const [given, put] = answerOf(tools, image);
    if (target === 'input') {
      const values = Float32Array.from(meantBy(reading, [...put.values]));
      yield reconstruction(given, { shape: put.shape, values });
    } else yield [classBars(reading, labels, put)];
  },
});
