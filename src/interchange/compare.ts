import type { OutputReading } from '../network/outputs.ts';
import { type Message, message } from '../text/message.ts';
import type { Values } from './format.ts';
import { decisionOf } from './metadata.ts';

/** Where two models' outputs lie furthest apart. */
export interface Difference {
  /** The largest absolute difference; NaN where one puts out no number and the other does. */
  readonly largest: number;
  /** Whether rounding explains it. */
  readonly agrees: boolean;
  /** The example that it lies in, from 0; null where the outputs cannot be compared. */
  readonly example: number | null;
  /** What was put out there, null where they agree. */
  readonly where: Message | null;
}

/** Two float32 models of some depth round apart by less than this share of their largest output, and of 1. */
const rounding = 1e-4;

const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

const shapeOf = (shape: readonly number[]): string => shape.join(' × ');

/**
 * @param tolerance how far apart they may be, as a share of the largest output, and of 1
 * @param expected what the engine puts out @param found what the exported model does, `[batch, ...output]` each
 */
export function compareOutputs(
  expected: readonly Values[],
  found: readonly Values[],
  tolerance: number = rounding,
): Difference {
  const apart = (where: Message): Difference => ({
    largest: Number.NaN,
    agrees: false,
    example: null,
    where,
  });
  if (expected.length !== found.length) {
    return apart(message('interchange.other-count', { found: found.length, expected: expected.length }));
  }
  let worst = { output: 0, at: 0, by: 0 };
  let scale = 1;
  for (const [output, { shape, values }] of expected.entries()) {
    const theirs = found[output]!;
    if (shape.join() !== theirs.shape.join()) {
      return apart(
        message('interchange.other-shape', { found: shapeOf(theirs.shape), expected: shapeOf(shape) }),
      );
    }
    for (const [at, value] of values.entries()) {
      if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
      if (same(value, theirs.values[at]!)) continue;
      const by = Math.abs(value - theirs.values[at]!);
      // No number is further away than any.
      if (!(by <= worst.by) && !Number.isNaN(worst.by)) worst = { output, at, by };
    }
  }
  const { shape, values } = expected[worst.output]!;
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  const example = Math.floor(worst.at / size);
  if (worst.by <= tolerance * scale) return { largest: worst.by, agrees: true, example, where: null };
  return {
    largest: worst.by,
    agrees: false,
    example,
    where: message('interchange.other-value', {
      example: example + 1,
      value: (worst.at % size) + 1,
      output: expected.length > 1 ? worst.output + 1 : null,
      // As text: JSON has no NaN and no infinity.
      found: String(found[worst.output]!.values[worst.at]),
      expected: String(values[worst.at]),
    }),
  };
}

/** The class that each example's outputs name, from 0. @param outputs `[batch, classes]` */
function classesOf(
  decision: NonNullable<ReturnType<typeof decisionOf>>,
  { shape, values }: Values,
): number[] {
  const size = values.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, example) => {
    const own = values.subarray(example * size, (example + 1) * size);
    if (decision.rule === 'threshold') return own[0]! > decision.boundary ? 1 : 0;
    const best = decision.rule === 'argmin' ? Math.min(...own) : Math.max(...own);
    return own.indexOf(best);
  });
}

/** The share of examples whose outputs name the right class; null where they name none. @param labels from 0 */
export function accuracyOf(
  reading: OutputReading | null,
  labels: ArrayLike<number>,
  outputs: readonly Values[],
): number | null {
  const decision = reading && decisionOf(reading);
  if (!decision || outputs.length !== 1 || outputs[0]!.shape.length !== 2) return null;
  const named = classesOf(decision, outputs[0]!);
  return named.filter((each, at) => each === labels[at]).length / named.length;
}

/** Whether both name the same class for every example; null where the outputs name none. */
export function sameClasses(
  reading: OutputReading | null,
  expected: readonly Values[],
  found: readonly Values[],
): boolean | null {
  const decision = reading && decisionOf(reading);
  if (!decision || expected.length !== 1 || found[0]?.values.length !== expected[0]!.values.length)
    return null;
  const theirs = classesOf(decision, found[0]);
  return classesOf(decision, expected[0]!).every((each, at) => each === theirs[at]);
}
