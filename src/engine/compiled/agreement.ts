const norm = (values: Float32Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
};

const difference = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, index) => value - b[index]!);

/**
 * Whether two ways of taking a step did the same to a weight. Compared by the size of what differs against the
 * size of the step: single elements may differ more, for an adaptive optimizer turns a gradient near zero into a
 * full step of either sign.
 */
export function sameUpdate(before: Float32Array, one: Float32Array, other: Float32Array): boolean {
  if (one.length !== other.length) return false;
  const apart = norm(difference(one, other));
  return apart <= 0.02 * norm(difference(one, before)) + 1e-6 * norm(before) + 1e-7;
}

export function sameNumber(one: number, other: number): boolean {
  if (!Number.isFinite(one) || !Number.isFinite(other))
    return Number.isFinite(one) === Number.isFinite(other);
  return Math.abs(one - other) <= 1e-3 * Math.max(1, Math.abs(one));
}
