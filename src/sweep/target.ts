/** A parameter of a document that a sweep can vary. */
export interface Target {
  /** `C1.filters`, `training.batchSize`, `training.optimizer.learningRate`, `data.scaling`. */
  readonly path: string;
  /** What it belongs to, in the language that it was asked for in: a layer's name, `Training`, `Data`. */
  readonly group: string;
  readonly title: string;
  readonly type: 'integer' | 'number' | 'choice' | 'flag' | 'tuple';
  readonly min: number | null;
  readonly max: number | null;
  /** Of a choice; empty elsewhere. */
  readonly options: readonly string[];
  /** As the document has it, defaults filled in. */
  readonly value: unknown;
}
