/** Learns the parameters of a step from examples that are shown to it one by one. */
export interface StatisticsOfStep<P> {
  /** @param values of one example, `[..., channels]` */
  add(values: Float32Array): void;
  params(): P;
}
