import { z } from 'zod';
import { sizeOf } from '../../../layers/shape.ts';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import { layoutOf } from '../../maps.ts';
import { principalComponents } from '../../projection/pca.ts';
import { defineView } from '../../view.ts';
import { outputsFor } from '../errors/outputs-of.ts';
import { pairedImages } from '../errors/paired-images.ts';
import { activationsOf } from './activations.ts';
import { codeExamples, codePlane, codesInPlane, codeView } from './code-plane.ts';
import { pointsOf } from './points.ts';

const caption = (name: string) => message('members.caption', { view: 'autoencoder-pca', name });

const meanSquare = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, at) => sum + (value - other[at]!) ** 2, 0) / Math.max(1, one.length);

/**
 * An autoencoder beside principal components of as many numbers: what each returns, and the plane that each makes of
 * the examples (Hinton and Salakhutdinov 2006).
 */
export const autoencoderPca = defineView({
  ...codeView,
  parameters: z.object({
    ...codeExamples,
    count: z.int().min(1).max(40).default(8),
  }),
  async *compute(tools, { layer }, { split, examples: wanted, count }) {
    const { tf, network, labels, yieldToTraining } = tools;
    const code = sizeOf(layer.outputShape);
    const found = await activationsOf(tools, layer.id, split, wanted);
    const input = await activationsOf(tools, network.inputs[0]!, split, found.indices.length);
    try {
      const { x } = input;
      const [rows, features] = x.shape;
      const components = Math.min(code, features, rows);
      const { projected, directions, mean } = await principalComponents(tf, x, components, yieldToTraining);
      const points = await pointsOf(tools, found, split);
      const width = found.x.shape[1];
      const codes = await codesInPlane(tools, found.x);
      const back = (place: number): Float32Array =>
        Float32Array.from({ length: features }, (_, at) => {
          let value = mean[at]!;
          for (let own = 0; own < components; own++)
            value += projected[place * components + own]! * directions[own]![at]!;
          return value;
        });
      let [deep, linear, at] = [0, 0, 0];
      const images: Float32Array[][] = [];
      for await (const { predicted, truth } of outputsFor(tools, found.examples, found.indices)) {
        const original = Float32Array.from(truth);
        const flat = back(at);
        deep += meanSquare(predicted, original) / rows;
        linear += meanSquare(flat, original) / rows;
        if (images.length < count) images.push([original, predicted, flat]);
        at++;
      }
      const shape = layoutOf(
        network.layers.find(({ id }) => id === network.inputs[0])!.outputShape,
        features,
      );
      const names = images.map((_, index) => labels[found.examples.labels[found.indices[index]!]!] ?? '');
      yield [
        pairedImages(
          shape,
          images.flat(),
          caption('images'),
          names.flatMap((name) => [name, caption('network'), caption('pca')]),
        ),
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('numbers'), components],
            [caption('error-network'), deep],
            [caption('error-pca'), linear],
            [caption('examples'), rows],
          ],
        },
        codePlane(codes.values, codes.width, caption(width <= 2 ? 'plane-network' : 'plane-code'), points),
        // The first component changes nothing about the others: the plane is theirs too.
        codePlane(projected, components, caption('plane-pca'), points),
      ];
    } finally {
      tf.dispose([found.x, input.x] as Tensor2D[]);
      found.examples.close();
      input.examples.close();
    }
  },
});
