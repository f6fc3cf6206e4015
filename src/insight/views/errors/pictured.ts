import { z } from 'zod';
import { message, type Text } from '../../../text/message.ts';
import { confusionOf } from '../../classification.ts';
import type { FigureOf } from '../../figure.ts';
import type { Examples, SplitName, Tools, View } from '../../view.ts';
import { defineErrors } from './answers.ts';

interface PicturedSpec {
  /** Whether answers that are right are shown, or wrong ones. */
  readonly right: boolean;
  /** Of two answers, by how sure they are: the one to come first is below the other. */
  order(one: number, other: number): number;
}

interface Printed {
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
  sureness(at: number): number;
}

/** Images with what was predicted and what is right; examples that are no images by their numbers. */
function pictured(
  { labels }: Tools,
  examples: Examples,
  title: Text,
  chosen: readonly number[],
  { actual, predicted, sureness }: Printed,
  split: SplitName,
): FigureOf<'gallery'> | FigureOf<'table'> {
  if (!examples.shape)
    return {
      figure: 'table',
      of: 'rows',
      title,
      columns: (['example', 'actual', 'predicted', 'sureness'] as const).map((name) =>
        message(`insight.${name}`),
      ),
      rows: chosen.map((at) => [
        String(at + 1),
        labels[actual[at]!] ?? '',
        labels[predicted[at]!] ?? '',
        sureness(at),
      ]),
    };
  const [height, width, channels] = examples.shape;
  return {
    figure: 'gallery',
    title,
    height,
    width,
    channels,
    images: examples.pixels(chosen),
    of: { split, examples: Float32Array.from(chosen) },
    captions: chosen.map((at) =>
      message('insight.answered', {
        predicted: labels[predicted[at]!] ?? '',
        actual: labels[actual[at]!] ?? '',
        sureness: sureness(at),
      }),
    ),
  };
}

/** A view of the images of some answers, with what was predicted and what is right. */
export const definePictured = ({ right, order }: PicturedSpec): View =>
  defineErrors({
    parameters: { count: z.int().min(1).max(200).default(24) },
    show(tools, { actual, predicted, scores, classes }, { count, split }, examples) {
      const sureness = (at: number): number => scores[at * classes + predicted[at]!]!;
      const chosen = Array.from(predicted, (_, at) => at)
        .filter((at) => (predicted[at] === actual[at]) === right)
        .sort((a, b) => order(sureness(a), sureness(b)) || a - b)
        .slice(0, count);
      const title = message(right ? 'insight.hits' : 'insight.mistakes', { count: chosen.length });
      return [pictured(tools, examples, title, chosen, { actual, predicted, sureness }, split)];
    },
  });

/** The confusion that is met most often. */
function mostFrequent(actual: Int32Array, predicted: Int32Array, classes: number) {
  const counts = confusionOf(actual, predicted, classes);
  let most = { actual: 0, predicted: Math.min(1, classes - 1), count: 0 };
  counts.forEach((row, own) => {
    row.forEach((count, other) => {
      if (own !== other && count > most.count) most = { actual: own, predicted: other, count };
    });
  });
  return most;
}

/** Images of one class that were taken for one: what a cell of the confusion matrix counts. */
export const confusedImages = defineErrors({
  parameters: {
    frequent: z.boolean().default(true),
    actual: z
      .int()
      .min(0)
      .default(0)
      .meta({ only: { frequent: false } }),
    predicted: z
      .int()
      .min(0)
      .default(1)
      .meta({ only: { frequent: false } }),
    count: z.int().min(1).max(200).default(24),
  },
  show(tools, { actual, predicted, scores, classes }, chosen, examples) {
    const sureness = (at: number): number => scores[at * classes + predicted[at]!]!;
    const cell = chosen.frequent ? mostFrequent(actual, predicted, classes) : chosen;
    const found = Array.from(predicted, (_, at) => at)
      .filter((at) => actual[at] === cell.actual && predicted[at] === cell.predicted)
      .sort((a, b) => sureness(b) - sureness(a) || a - b);
    const names = [cell.actual, cell.predicted].map((index) => tools.labels[index] ?? String(index));
    const title = message('insight.confused', {
      actual: names[0]!,
      predicted: names[1]!,
      count: found.length,
    });
    return [
      pictured(
        tools,
        examples,
        title,
        found.slice(0, chosen.count),
        { actual, predicted, sureness },
        chosen.split,
      ),
    ];
  },
});

/** Images of which the network was surest, and wrong. */
export const mostConfidentMistakes = definePictured({ right: false, order: (one, other) => other - one });

/** Images of which the network was least sure, and right. */
export const leastCertainHits = definePictured({ right: true, order: (one, other) => one - other });
