/** Versions of data, by which it is told later whether they are still the same. */
export const versions = {
  'not-one': ({ name }: { name: string }) =>
    `${name} is no version of data. Name a file that "convas data freeze" wrote, or a run.`,
  'none-kept': ({ run }: { run: string }) =>
    `No version of its data was kept with the run ${run}. One is kept when a run begins, where its data fit into memory.`,
  freezing: 'freezing',
};
