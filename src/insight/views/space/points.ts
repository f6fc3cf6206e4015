import { z } from 'zod';
import { classAnswer } from '../../../network/outputs.ts';
import { message, type Text } from '../../../text/message.ts';
import type { FigureOf } from '../../figure.ts';
import type { SplitName, Tools } from '../../view.ts';
import { outputsFor } from '../errors/outputs-of.ts';
import type { Activations } from './activations.ts';

/** What points are colored by: an option of every view that has them. */
export const colorOptions = {
  color: z.enum(['class', 'predicted', 'right', 'certainty', 'number']).default('class'),
  column: z
    .int()
    .min(0)
    .default(0)
    .meta({ only: { color: 'number' } }),
};

interface Coloring {
  readonly color: z.output<typeof colorOptions.color>;
  readonly column: number;
}

type Colors = Pick<FigureOf<'scatter'>, 'classes' | 'labels'>;

/** Spans of equally many values, from the smallest to the largest. */
const spans = 5;

/** Numbers by the fifth that they are in. */
export function byFifth(values: readonly number[]): Colors {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const ends = Array.from({ length: spans + 1 }, (_, at) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor((at * sorted.length) / spans))] ?? 0),
  );
  const inner = ends.slice(1, -1);
  return {
    classes: Float32Array.from(values, (value) => inner.filter((end) => value >= end).length),
    labels: Array.from({ length: spans }, (_, at) =>
      message('insight.from-to', { from: ends[at]!, to: ends[at + 1]! }),
    ),
  };
}

const byClass = ({ labels }: Tools, { examples, indices }: Activations): Colors => ({
  classes: Float32Array.from(indices, (index) => examples.labels[index]!),
  labels: [...labels],
});

/** The numbers that an example comes with, the first of them; or one of those that go in. */
async function byNumber(
  { target }: Tools,
  { examples, indices }: Activations,
  column: number | null,
): Promise<Colors> {
  const values: number[] = [];
  for (const index of indices) {
    const own = column === null && target === 'numbers' ? examples.truth([index]) : examples.inputs([index]);
    const numbers = own.dataSync();
    own.dispose();
    values.push(numbers[Math.min(numbers.length - 1, column ?? 0)]!);
  }
  return byFifth(values);
}

/** By what the network answers: its class, whether that is right, or how sure it is. */
async function byAnswer(
  tools: Tools,
  found: Activations,
  color: 'predicted' | 'right' | 'certainty',
): Promise<Colors> {
  const { labels, reading } = tools;
  const { examples, indices } = found;
  const meant = { ...reading, apply: 'nothing' } as const;
  const answers: { readonly label: number; readonly sureness: number }[] = [];
  for await (const { predicted } of outputsFor(tools, examples, indices)) {
    const { label, values } = classAnswer(meant, [...predicted]);
    answers.push({ label, sureness: values[label]! });
  }
  if (color === 'certainty') return byFifth(answers.map(({ sureness }) => sureness));
  if (color === 'predicted')
    return { classes: Float32Array.from(answers, ({ label }) => label), labels: [...labels] };
  const names: Text[] = [message('insight.right'), message('insight.wrong')];
  return {
    classes: Float32Array.from(answers, ({ label }, at) => Number(label !== examples.labels[indices[at]!])),
    labels: names,
  };
}

/** Bytes of pictures that go with the points at most. */
const maxPictured = 2 ** 24;

/** What each point is: its color, which example, and its picture where those are not too large. */
export async function pointsOf(
  tools: Tools,
  found: Activations,
  split: SplitName,
  { color, column }: Coloring = { color: 'class', column: 0 },
): Promise<Pick<FigureOf<'scatter'>, 'classes' | 'labels' | 'thumbnails' | 'of'>> {
  const { examples, indices } = found;
  const [height, width, channels] = examples.shape ?? [0, 0, 0];
  const size = height * width * channels;
  const small = size > 0 && indices.length * size <= maxPictured;
  const classes = tools.target === 'class';
  const colors = async (): Promise<Colors> => {
    if (color === 'number') return byNumber(tools, found, column);
    if (color !== 'class' && classes) return byAnswer(tools, found, color);
    return tools.target === 'numbers' ? byNumber(tools, found, null) : byClass(tools, found);
  };
  return {
    ...(await colors()),
    thumbnails: small ? { height, width, channels, images: examples.pixels(indices) } : null,
    of: { split, examples: Float32Array.from(indices) },
  };
}
