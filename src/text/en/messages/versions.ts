/** Versions of data, by which it is told later whether they are still the same. */
export const versions = {
  'not-one': ({ name }: { name: string }) =>
    `${name} is no version of data. Name a file that "convas data freeze" wrote, or a run.`,
  'none-kept': ({ run }: { run: string }) =>
    `No version of its data was kept with the run ${run}. One is kept when a run begins, where its data fit into memory.`,
  'no-probabilities':
    'Likely label errors are found by probabilities of classes, which this network does not put out. Use a run that tells classes apart with softmax or sigmoid.',
  'nothing-held-out': ({ title, part }: { title: string; part: 'validation' | 'test' }) =>
    `${title} has no ${part} split of its own. Deal it anew, for example with "?fold=1/5", and train on that.`,
  freezing: 'freezing',
};
