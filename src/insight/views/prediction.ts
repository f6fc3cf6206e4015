import { z } from 'zod';
import { applyReading, classAnswer, type OutputReading } from '../../network/outputs.ts';
import { EngineError } from '../../protocol/client.ts';
import type { TensorValue } from '../../protocol/evaluation.ts';
import { message } from '../../text/message.ts';
import type { TargetKind } from '../../training/target.ts';
import { readOutput } from '../feature-maps.ts';
import type { Figure } from '../figure.ts';
import { reconstruction } from '../reconstruction.ts';
import { defineView, type Tools, type ViewInput } from '../view.ts';

/** The outputs of some layers for an image, the last the network's. @throws EngineError `diverged` */
function read(
  { input, outputs }: Tools,
  image: ViewInput,
  layers: readonly string[],
): readonly TensorValue[] {
  const x = input(image);
  const results = outputs(x, [...new Set(layers)], true);
  const read = layers.map((id) => readOutput(results.get(id)!));
  for (const tensor of [x, ...results.values()]) tensor.dispose();
  if (!read.at(-1)!.values.every(Number.isFinite))
    throw new EngineError('diverged', message('insight.diverged'));
  return read;
}

type Show = (reading: OutputReading, labels: readonly string[], outputs: TensorValue) => readonly Figure[];

const classBars: Show = (reading, labels, outputs) => {
  const { meaning } = reading;
  if (meaning === 'reconstruction' || meaning === 'numbers')
    throw new Error('A network that tells classes apart puts out something of each.');
  const { label, values } = classAnswer(reading, [...outputs.values]);
  return [
    { figure: 'bars', of: 'classes', labels: [...labels], meaning, values: [...values], answer: label },
  ];
};

const measures = (rows: [string, number][]): Figure => ({
  figure: 'table',
  of: 'measures',
  title: null,
  columns: ['', ''],
  rows,
});

/** Each output under its name. */
const named: Show = (reading, labels, { values }) => [
  measures(applyReading(reading, [...values]).map((value, at) => [labels[at] ?? String(at + 1), value])),
];

/** The class of each pixel as a picture, and the share of the pixels that each class has. */
const maskPicture: Show = (reading, labels, { shape, values }) => {
  const [height = 1, width = 1, depth = 1] = shape;
  const single = { ...reading, single: depth === 1 };
  const classes = Float32Array.from(
    { length: height * width },
    (_, at) => classAnswer(single, [...values.subarray(at * depth, (at + 1) * depth)]).label,
  );
  const shares = labels.map((name, own): [string, number] => [
    name,
    classes.reduce((count, each) => count + Number(each === own), 0) / classes.length,
  ]);
  const range = { min: 0, max: Math.max(1, labels.length - 1) };
  return [
    {
      figure: 'picture',
      of: 'mask',
      shape: [height, width, 1],
      height,
      width,
      channels: 1,
      values: classes,
      range,
    },
    measures(shares),
  ];
};

const figuresByTarget: Readonly<Record<Exclude<TargetKind, 'input'>, Show>> = {
  class: classBars,
  labels: named,
  numbers: named,
  mask: maskPicture,
};

/** What the network makes of an image: a value for each class, label or number, a mask, or the image reconstructed. */
export const prediction = defineView({
  group: 'prediction',
  needs: ['image'],
  parameters: z.object({}),
  async *compute(tools, { image }) {
    const { network, reading, labels, target } = tools;
    const ends = [network.inputs[0]!, network.outputs[0]!];
    if (target === 'input') {
      const [given, put] = read(tools, image, ends) as [TensorValue, TensorValue];
      const values = Float32Array.from(applyReading(reading, [...put.values]));
      yield reconstruction(given, { shape: put.shape, values });
    } else {
      const [put] = read(tools, image, ends.slice(1)) as [TensorValue];
      yield figuresByTarget[target](reading, labels, put);
    }
  },
});
