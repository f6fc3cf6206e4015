/** What is wrong with runs, the queue and sweeps, and what their records tell. */
export const runs = {
  'in-use': ({ run, holder }: { run: string; holder: string }) =>
    `Run ${run} is in use by ${holder}. Stop it there, or wait until it ends.`,
  'taken-over': ({ run }: { run: string }) =>
    `Run ${run} was taken over by another process while this one did not respond. The run continues there.`,
  'fix-convas-home': 'Free some space, or choose another place with CONVAS_HOME.',
  'sweep-in-use': ({ sweep, holder }: { sweep: string; holder: string }) =>
    `Sweep ${sweep} is in use by ${holder}. Try again in a moment.`,
  'sweep-taken-over': ({ sweep }: { sweep: string }) => `Sweep ${sweep} was taken over by another process.`,
  'queue-in-use': ({ holder }: { holder: string }) =>
    `The queue is being run by another Convas, ${holder}. Use it there, or close it.`,
  'queue-taken-over':
    'The queue was taken over by another process while this one did not respond. Use it there.',
};
