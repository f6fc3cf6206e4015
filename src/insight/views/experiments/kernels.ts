/** A square kernel, row by row. */
export interface Kernel {
  readonly side: number;
  readonly values: readonly number[];
}

const scaled = (values: readonly number[], factor: number): readonly number[] =>
  values.map((value) => value * factor);

/** Kernels of three by three, row by row, as textbooks have them (Gonzalez and Woods 2018). */
const named = {
  vertical: [-1, 2, -1, -1, 2, -1, -1, 2, -1],
  horizontal: [-1, -1, -1, 2, 2, 2, -1, -1, -1],
  blur: scaled([1, 1, 1, 1, 1, 1, 1, 1, 1], 1 / 9),
  gaussian: scaled([1, 2, 1, 2, 4, 2, 1, 2, 1], 1 / 16),
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  sobelX: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  sobelY: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  emboss: [-2, -1, 0, -1, 1, 1, 0, 1, 2],
} as const satisfies Readonly<Record<string, readonly number[]>>;

type NamedFilter = keyof typeof named;

export const filterNames = [...(Object.keys(named) as NamedFilter[]), 'custom'] as const;
type FilterName = NamedFilter | 'custom';

/** A kernel by its name, or of a person's own numbers; null where they fill no square. */
export function kernelOf(filter: FilterName, numbers: readonly number[]): Kernel | null {
  const values = filter === 'custom' ? numbers : named[filter];
  const side = Math.round(Math.sqrt(values.length));
  return side > 0 && side * side === values.length ? { side, values } : null;
}
