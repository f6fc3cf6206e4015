import { counted, list, plural } from '../words.ts';

export interface Transferred {
  run: string;
  taken: number;
  fresh: number;
  names: readonly string[];
}

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

  'no-run': ({ run }: { run: string }) => `There is no run "${run}". "convas runs" lists the runs.`,
  'not-empty': ({ folder }: { folder: string }) =>
    `${folder} is not empty. Name an empty folder, or one that does not exist.`,
  'not-readable': ({ folder, why }: { folder: string; why: string }) =>
    `The folder ${folder} holds no run that can be read: ${why}`,
  'record-not-json': 'run.json is not valid JSON.',
  'record-field': ({ field, why }: { field: string; why: string }) => `run.json, field ${field}: ${why}`,
  'weights-damaged': ({ run, why }: { run: string; why: string }) => `The weights of the run ${run}: ${why}.`,
  'index-elsewhere': 'the index names a file elsewhere',
  'file-missing': ({ file }: { file: string }) => `${file} is missing`,
  'wrong-length': 'the file does not have the length that its index states',
  'wrong-digest': 'the numbers in the file are not those that were written (their SHA-256 differs)',
  'index-disagrees': 'the index and the file do not agree',
  'none-readable': 'there are none that can be read',
  'ends-early': 'the file ends too early',
  damaged: ({ run, detail }: { run: string; detail: string }) => `Run ${run}: ${detail}`,
  'weight-length': ({ weight, expected, found }: { weight: string; expected: number; found: number }) =>
    `The weight ${weight} should have ${counted(expected, 'value')}, but has ${found}.`,
  'no-weights': ({ run }: { run: string }) => `Run ${run} has no weights yet: no checkpoint was written.`,
  'no-weights-to-start': ({ run }: { run: string }) =>
    `Run ${run} has no weights yet: nothing can start from it.`,
  'no-checkpoint': ({ run, steps, kept }: { run: string; steps: number; kept: readonly string[] }) =>
    `Run ${run} keeps no checkpoint of step ${steps}. It keeps ${kept.length === 0 ? 'only its latest weights' : list(kept)}.`,
  'checkpoint-gone': ({ run }: { run: string }) => `The checkpoint of run ${run} is gone.`,
  'weight-missing': ({ layer, run, weight }: { layer: string; run: string; weight: string }) =>
    `${layer}: run ${run} has no weight "${weight}" for this layer. Name the layer as it was there, remove it, or start a new run.`,
  'weight-shape': ({
    layer,
    weight,
    shape,
    run,
    found,
  }: {
    layer: string;
    weight: string;
    shape: string;
    run: string;
    found: string;
  }) =>
    `${layer}: its weight "${weight}" has the shape ${shape}, in run ${run} it has ${found}. Make the layer as it was there, or start a new run.`,
  'epochs-done': ({ run, epochs }: { run: string; epochs: number }) =>
    `Run ${run} has already trained ${counted(epochs, 'epoch')}. Raise the number of epochs to resume it.`,
  'no-base': ({ run, known }: { run: string; known: readonly string[] }) =>
    `No network named ${run} ships with Convas. There ${plural(known.length, 'is', 'are')} ${list(known)}.`,
  'transfer-shape': ({
    layer,
    weight,
    shape,
    run,
    found,
  }: {
    layer: string;
    weight: string;
    shape: string;
    run: string;
    found: string;
  }) =>
    `The network takes weights from ${run}, but layer ${layer} has ${weight} of ${shape} here and of ${found} there. Give the layer another name to start it with random weights.`,
  'transfer-nothing': ({ run }: { run: string }) =>
    `The network is to start from ${run}, but no layer with weights has the name of one there. Keep the names of the layers that are taken over.`,
  transferred: ({ run, taken, fresh, names }: Transferred) =>
    `${counted(taken, 'layer')} ${plural(taken, 'starts', 'start')} from ${run}; ${counted(fresh, 'layer')} ${plural(fresh, 'begins', 'begin')} with random weights: ${list(names.slice(0, 6))}${names.length > 6 ? ', …' : ''}.`,
  'transferred-all': ({ run }: Transferred) => `All layers start from ${run}.`,
  'resume-and-fork': 'A run is resumed, or starts from a checkpoint: not both at once.',
  'network-changed': ({ run }: { run: string }) =>
    `The network is not the one that run ${run} began with. Resume it unchanged, or start a new run.`,
  'data-changed': ({ run }: { run: string }) =>
    `The data is not what run ${run} began with. Resume it unchanged, or start a new run.`,
  'setting-changed': ({ run, setting }: { run: string; setting: string }) =>
    `The setting "${setting}" is not what run ${run} began with. Resume it unchanged, or start a new run.`,
  'not-in-memory': 'The run is no longer in memory.',

  'engine-ended': ({ kept }: { kept: string }) => `The engine ended while this run was training; ${kept}.`,
  'kept-weights': ({ epoch }: { epoch: number }) => `the weights after epoch ${epoch} are kept`,
  'kept-pretraining': ({ layer }: { layer: string }) =>
    `no epoch was finished, the pretraining up to ${layer} is kept`,
  'kept-nothing': 'no epoch was finished',
  'lost-here': ({ run }: { run: string }) =>
    `Another process has taken over run ${run} while this one did not respond.`,

  'other-training': 'Another run is training. Stop it first, or wait until it ends.',
  'not-training': ({ run }: { run: string }) => `Run ${run} is not training.`,
  starting: 'Another run is being started. Wait until it trains.',
  'start-canceled': 'The start was canceled.',
  'still-pretraining': ({ run }: { run: string }) =>
    `Run ${run} is still pretraining. Its learning rate can be set once it trains.`,
  'delete-while-training': 'This run is training. Stop it before you delete it.',
  'no-steps': ({ run }: { run: string }) =>
    `Run ${run} was trained by a version of Convas that kept no steps. Its epochs can be written as csv.`,
  'no-epochs': ({ run }: { run: string }) =>
    `Run ${run} has finished no epoch: there is nothing to write yet.`,

  'queue-lost': 'The queue is no longer run by this process.',
  'queue-not-kept': ({ why }: { why: string }) => `The queue cannot be kept: ${why}`,
  'queue-attempts': ({ attempts }: { attempts: number }) =>
    `The engine ended ${attempts} times while this trained, without an epoch in between.`,
  'queue-item-gone': 'It is no longer in the queue.',
  'queue-item-training': ({ name }: { name: string }) =>
    `${name} is training. Stop it with Stop; the queue then continues.`,
  'queue-item-of-sweep': ({ name }: { name: string }) => `${name} is part of a sweep. Stop the whole sweep.`,

  'stopped-by-hand': 'Stopped by the user.',
  'no-combination': ({ why }: { why: string }) => `None of the combinations can be trained. ${why}`,
  'sweep-running': 'This sweep is running: there is nothing to resume.',
  'sweep-in-app': 'This sweep is in the queue of the app. It resumes there as soon as the app is opened.',
  'sweep-delete-running': 'This sweep is running. Stop it before you delete it.',
  'sweep-engine-ended': 'The engine that ran it has ended.',
  'no-sweep': ({ sweep, latest }: { sweep: string; latest: readonly string[] }) =>
    `There is no sweep "${sweep}"${latest.length === 0 ? '' : `. The latest are ${list(latest)}`}.`,
};
