import { fail, type KindRepair, type ShapeInference } from './kind.ts';
import { formatShape, type Shape, sizeOf } from './shape.ts';

/** What a layer's input must look like, by the number of its dimensions. */
const expected: Record<number, string> = {
  1: 'a vector (units)',
  2: 'a sequence (time × features)',
  3: 'an image (height × width × channels)',
  4: 'a volume (depth × height × width × channels)',
};

const flatten: KindRepair = {
  label: 'Insert a Flatten before it',
  action: 'insertBefore',
  kind: 'flatten',
  params: {},
};

function reshapeTo(targetShape: readonly number[]): KindRepair {
  return {
    label: `Insert a Reshape to ${formatShape(targetShape)} before it`,
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
  return fail(
    'wrong-rank',
    `Needs ${expected[rank] ?? `${rank} dimensions`}, but its input is ${formatShape(shape)}.`,
    repairs,
  );
}

export const insertFlatten = flatten;
