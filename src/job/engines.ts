/** What can train a job: Ray Train, or PyTorch's own launcher. */
export const jobEngines = ['ray', 'torchrun'] as const;
export type JobEngine = (typeof jobEngines)[number];
