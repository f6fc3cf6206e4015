/** Numbers with a shape, `[batch, ...shape]`. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
