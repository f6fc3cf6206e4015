import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { numberText } from '../../paint/axes.ts';
import type { View } from '../../view.ts';
import { defineErrors } from './answers.ts';

interface PicturedSpec {
  /** Whether answers that are right are shown, or wrong ones. */
  readonly right: boolean;
  /** Of two answers, by how sure they are: the one to come first is below the other. */
  order(one: number, other: number): number;
}

/** A view of the images of some answers, with what was predicted and what is right. */
export const definePictured = ({ right, order }: PicturedSpec): View =>
  defineErrors({
    parameters: { count: z.int().min(1).max(200).default(24) },
    show({ labels }, { actual, predicted, scores, classes }, { count }, examples) {
      const sureness = (at: number): number => scores[at * classes + predicted[at]!]!;
      const chosen = Array.from(predicted, (_, at) => at)
        .filter((at) => (predicted[at] === actual[at]) === right)
        .sort((a, b) => order(sureness(a), sureness(b)) || a - b)
        .slice(0, count);
      const [height, width, channels] = examples.shape;
      return [
        {
          figure: 'gallery',
          title: message(right ? 'insight.hits' : 'insight.mistakes', { count: chosen.length }),
          height,
          width,
          channels,
          images: examples.pixels(chosen),
          captions: chosen.map((at) =>
            message('insight.answered', {
              predicted: labels[predicted[at]!] ?? '',
              actual: labels[actual[at]!] ?? '',
              sureness: numberText(sureness(at)),
            }),
          ),
        },
      ];
    },
  });

/** Images of which the network was surest, and wrong. */
export const mostConfidentMistakes = definePictured({ right: false, order: (one, other) => other - one });

/** Images of which the network was least sure, and right. */
export const leastCertainHits = definePictured({ right: true, order: (one, other) => one - other });
