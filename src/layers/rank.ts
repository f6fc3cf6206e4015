import { message } from '../text/message.ts';
import { fail, type KindRepair, type ShapeInference } from './kind.ts';
import { type Shape, sizeOf } from './shape.ts';

const flatten: KindRepair = {
  label: message('layers.insert-flatten'),
  action: 'insertBefore',
  kind: 'flatten',
  params: {},
};

function reshapeTo(targetShape: readonly number[]): KindRepair {
  return {
    label: message('layers.insert-reshape', { shape: targetShape }),
    action: 'insertBefore',
    kind: 'reshape',
    params: { targetShape },
  };
}

/** A shape of the wanted rank with the same elements: channels split off, a vector folded into a square. */
function folded(shape: Shape, rank: number): Shape | null {
  if (shape.length > rank) return null;
  if (shape.length === 1 && rank === 3) {
    const size = shape[0]!;
    for (const channels of [1, 3]) {
      const side = Math.round(Math.sqrt(size / channels));
      if (side * side * channels === size) return [side, side, channels];
    }
    return [1, 1, size];
  }
  return [...shape, ...Array.from({ length: rank - shape.length }, () => 1)];
}

/**
 * The refusal of an input with the wrong number of dimensions, with the reshape that would give the right
 * one; null if the rank is right.
 */
export function refuseRank(shape: Shape, rank: number): ShapeInference | null {
  if (shape.length === rank) return null;
  const repairs: KindRepair[] = [];
  if (rank === 1) repairs.push(flatten);
  const target = folded(shape, rank);
  if (target && sizeOf(target) === sizeOf(shape)) repairs.push(reshapeTo(target));
  return fail('wrong-rank', message('layers.wrong-rank', { rank, shape }), repairs);
}

export const insertFlatten = flatten;
