import type { Dimensions } from '../../preprocessing/example.ts';
import { type MixBatch, openMixing } from '../../preprocessing/mixing.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { createGenerator, permutation } from '../random/generator.ts';
import { createDraws } from './draws.ts';

/** Mixes the examples of a batch: by the seed, the epoch and the batch's place in it alone. */
export type Mixer = (
  x: Float32Array,
  indices: ArrayLike<number>,
  at: { readonly epoch: number; readonly batch: number },
) => ReturnType<MixBatch>;

/** Null where no step mixes examples. */
export function createMixer({ steps, inputShape }: Preprocessing, seed: number): Mixer | null {
  const mix = openMixing(steps, inputShape as Dimensions);
  const draws = createDraws(seed, 'mix');
  return (
    mix &&
    ((x, indices, { epoch, batch }) => {
      const generator = createGenerator(seed, `mix/${epoch}/${batch}`);
      return mix(x, indices.length, {
        below: (bound) => generator.below(bound),
        partners: (count) => permutation(count, generator),
        at: (place) => draws.at(epoch, indices[place]!),
      });
    })
  );
}
