/** What can train a job: Ray Train, or PyTorch's own launcher. */
export const jobEngines = ['ray', 'torchrun'] as const;
/** What outputs are computed in; weights, losses and updates are float32 always. */
export const precisions = ['float32', 'bf16'] as const;
export type Precision = (typeof precisions)[number];

export type JobEngine = (typeof jobEngines)[number];
