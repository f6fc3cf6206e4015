import { z } from 'zod';
import { sizeOf } from '../../../layers/shape.ts';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { leadingDirections, projectOnto } from '../../projection/leading-directions.ts';
import { lookedUp, retrievalPrecision } from '../../projection/retrieval.ts';
import { defineView } from '../../view.ts';
import { activationsOf } from './activations.ts';
import { codeExamples, codePlane, codesInPlane, codeView } from './code-plane.ts';
import { pointsOf } from './points.ts';

const caption = (name: string) => message('members.caption', { view: 'autoencoder-lsa', name });

/** The paper sets codes beside five times as many numbers of latent semantic analysis: 10 and 50. */
const times = 5;

/**
 * An autoencoder's codes of documents beside latent semantic analysis with as many numbers, which learns from the same
 * training examples: the plane that each makes, and how often what is most similar has the same class (Hinton and
 * Salakhutdinov 2006, figure 4).
 */
export const autoencoderLsa = defineView({
  ...codeView,
  parameters: z.object(codeExamples),
  async *compute(tools, { layer }, { split, examples: wanted }) {
    const { tf, network, labels, yieldToTraining } = tools;
    const opened: { readonly x: Tensor2D; readonly examples: { close(): void } }[] = [];
    const taken = async (id: string, of: typeof split) => {
      const found = await activationsOf(tools, id, of, wanted);
      opened.push(found);
      return found;
    };
    try {
      const found = await taken(layer.id, split);
      const words = network.inputs[0]!;
      const [learned, input] = [await taken(words, 'train'), await taken(words, split)];
      const code = sizeOf(layer.outputShape);
      const { directions } = await leadingDirections(tf, learned.x, times * code, yieldToTraining);
      const rows = Math.min(found.indices.length, input.indices.length);
      const points = await pointsOf(tools, found, split);
      const components = Math.min(2, directions.length);
      const codes = await codesInPlane(tools, found.x);
      const planes: Figure[] = [
        codePlane(codes.values, codes.width, caption(code <= 2 ? 'plane-network' : 'plane-code'), points),
        codePlane(
          projectOnto(tf, input.x, directions.slice(0, components)),
          components,
          caption('plane-lsa'),
          points,
        ),
      ];
      yield planes;
      const classes = found.indices.slice(0, rows).map((place) => found.examples.labels[place]!);
      const counts = lookedUp(rows);
      if (labels.length < 2 || counts.length === 0) return;
      const series = [];
      const compared = [
        { label: message('insight.code-of', { numbers: code }), own: null },
        ...[...new Set([Math.min(code, directions.length), directions.length])].map((numbers) => ({
          label: message('insight.lsa-of', { numbers }),
          own: directions.slice(0, numbers),
        })),
      ];
      for (const { label, own } of compared) {
        const rowsOf = own ? tf.tensor2d(projectOnto(tf, input.x, own), [rows, own.length]) : found.x;
        const shares = await retrievalPrecision(tf, rowsOf, classes, counts, yieldToTraining);
        if (own) rowsOf.dispose();
        series.push({
          label,
          style: 'line' as const,
          x: Float32Array.from(counts, (count) => Math.log2(count + 1)),
          y: Float32Array.from(shares),
        });
      }
      const top = { min: 0, max: 1 };
      const x = { label: caption('looked-up'), min: 1, max: Math.log2(counts.at(-1)! + 1) };
      yield [
        ...planes,
        {
          figure: 'lines',
          title: caption('retrieval'),
          x,
          y: { label: caption('share'), ...top },
          series,
        },
      ];
    } finally {
      for (const { x, examples } of opened) {
        x.dispose();
        examples.close();
      }
    }
  },
});
