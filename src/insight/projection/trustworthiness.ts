/**
 * How far points that are near in a layout are near in the data, 1 at best (Venna, Kaski 2001), as scikit-learn's
 * `trustworthiness`. Compares all pairs.
 * @param data `[count, features]`
 * @param layout `[count, 2]`
 */
export function trustworthiness(
  data: ArrayLike<number>,
  features: number,
  layout: ArrayLike<number>,
  neighbors: number,
): number {
  const count = layout.length / 2;
  const squared = (values: ArrayLike<number>, width: number, i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (values[i * width + k]! - values[j * width + k]!) ** 2;
    return sum;
  };
  const others = (i: number, values: ArrayLike<number>, width: number): readonly number[] => {
    const distances = Float64Array.from({ length: count }, (_, j) =>
      i === j ? -1 : squared(values, width, i, j),
    );
    return Array.from({ length: count }, (_, j) => j)
      .filter((j) => j !== i)
      .sort((one, two) => distances[one]! - distances[two]! || one - two);
  };
  let penalty = 0;
  const ranks = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    others(i, data, features).forEach((j, rank) => {
      ranks[j] = rank + 1;
    });
    for (const j of others(i, layout, 2).slice(0, neighbors)) penalty += Math.max(0, ranks[j]! - neighbors);
  }
  return 1 - (2 * penalty) / (count * neighbors * (2 * count - 3 * neighbors - 1));
}
