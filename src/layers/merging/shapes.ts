import { fail, ok, type ShapeInference } from '../kind.ts';
import { formatShape, type Shape } from '../shape.ts';

/** How many wires a merging layer takes. */
export const mergingInputs = { min: 2, max: 64 } as const;

const list = (shapes: readonly Shape[]): string => {
  const distinct = [...new Set(shapes.map(formatShape))];
  return distinct.length > 4
    ? `${distinct.slice(0, 4).join(', ')} and ${distinct.length - 4} more`
    : `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`;
};

/** The refusal of inputs with different numbers of dimensions, or null. */
export function refuseRanks(shapes: readonly Shape[], verb: string): ShapeInference | null {
  if (shapes.every((shape) => shape.length === shapes[0]!.length)) return null;
  return fail(
    'ranks-differ',
    `Cannot ${verb} ${list(shapes)}: all inputs need the same number of dimensions.`,
  );
}

/** The shape of elementwise arithmetic: equal lengths, or 1, which is repeated. */
export function elementwise(shapes: readonly Shape[], verb: string): ShapeInference {
  const ranks = refuseRanks(shapes, verb);
  if (ranks) return ranks;
  const output = shapes[0]!.map((_, axis) => Math.max(...shapes.map((shape) => shape[axis]!)));
  const conflict = output.findIndex((length, axis) =>
    shapes.some((shape) => shape[axis] !== length && shape[axis] !== 1),
  );
  if (conflict < 0) return ok(output);
  const lengths = [...new Set(shapes.map((shape) => shape[conflict]!))].join(', ');
  return fail(
    'shapes-differ',
    `Cannot ${verb} ${list(shapes)}: axis ${conflict + 1}${axisName(conflict, output.length)} has lengths ${lengths}, which must be equal or 1.`,
  );
}

const imageAxes = ['height', 'width', 'channels'];

/** What an axis of an image is called, for messages: ` (width)`. */
export const axisName = (axis: number, rank: number): string =>
  rank === 3 ? ` (${imageAxes[axis]})` : axis === rank - 1 ? ' (the last)' : '';

export const listShapes = list;
