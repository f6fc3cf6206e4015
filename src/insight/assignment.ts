/** Rows and columns are counted from 1 here: 0 stands for none. */
interface Matching {
  /** The row that has each column. */
  readonly taken: Int32Array;
  /** Prices, by which the next column is chosen. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** The shortest path from a row to a free column. @returns that column, and where each was reached from */
function pathFrom(values: readonly (readonly number[])[], row: number, { taken, rows, columns }: Matching) {
  const before = new Int32Array(columns.length);
  const least = new Float64Array(columns.length).fill(Number.POSITIVE_INFINITY);
  const used = new Uint8Array(columns.length);
  taken[0] = row;
  let at = 0;
  do {
    used[at] = 1;
    const own = taken[at]!;
    let [delta, next] = [Number.POSITIVE_INFINITY, 0];
    for (let column = 1; column < columns.length; column++) {
      if (used[column]) continue;
      const cost = -values[own - 1]![column - 1]! - rows[own]! - columns[column]!;
      if (cost < least[column]!) {
        least[column] = cost;
        before[column] = at;
      }
      if (least[column]! < delta) [delta, next] = [least[column]!, column];
    }
    used.forEach((seen, column) => {
      if (!seen) least[column]! -= delta;
      else {
        rows[taken[column]!]! += delta;
        columns[column]! -= delta;
      }
    });
    at = next;
  } while (taken[at] !== 0);
  return { column: at, before };
}

/**
 * The assignment of rows to columns whose values add up to most, by shortest augmenting paths (Jonker and Volgenant
 * 1987); as SciPy's `linear_sum_assignment` with `maximize=True`.
 * @param values a row for each; at most as many rows as columns
 * @returns of each row its column
 * @throws RangeError where there are more rows than columns
 */
export function bestAssignment(values: readonly (readonly number[])[]): readonly number[] {
  const count = values.length;
  const columns = values[0]?.length ?? 0;
  if (count > columns) throw new RangeError(`there are ${count} rows for ${columns} columns`);
  const matching = {
    taken: new Int32Array(columns + 1),
    rows: new Float64Array(count + 1),
    columns: new Float64Array(columns + 1),
  };
  const { taken } = matching;
  for (let row = 1; row <= count; row++) {
    const { column, before } = pathFrom(values, row, matching);
    for (let at = column; at !== 0; at = before[at]!) taken[at] = taken[before[at]!]!;
  }
  const found = new Array<number>(count).fill(0);
  taken.forEach((row, column) => {
    if (row > 0 && column > 0) found[row - 1] = column - 1;
  });
  return found;
}
