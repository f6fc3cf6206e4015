import type { Draw } from '../../preprocessing/step.ts';
import { bitsAt, hashText, normalAt, uniformAt } from '../random/counter.ts';

/** Random numbers of random preprocessing steps. */
export interface Draws {
  /**
   * Those of an example in an epoch: by the seed and these two alone, so that neither the order of examples, nor the
   * thread that makes the batch, nor where a run was resumed changes them. They hold until the next call.
   */
  at(epoch: number, example: number): Draw;
}

/** @param purpose keeps streams of one seed apart */
export function createDraws(seed: number, purpose = 'augment'): Draws {
  const own = hashText(purpose);
  let high = 0;
  let low = 0;
  let counter = 0;
  const draw: Draw = {
    uniform: () => uniformAt(high, low, counter++),
    normal: () => normalAt(high, low, 0x40000000 + counter++),
  };
  return {
    at(epoch, example) {
      high = bitsAt(own, seed, epoch);
      low = bitsAt(high, epoch, example);
      counter = 0;
      return draw;
    },
  };
}
