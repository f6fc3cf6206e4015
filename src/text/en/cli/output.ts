import { counted } from '../words.ts';

/** What several commands print. */
export const output = {
  scores: {
    loss: ({ value }: { value: string }) => `loss ${value}`,
    accuracy: ({ value }: { value: string }) => `accuracy ${value}`,
    reconstruction: ({ value }: { value: string }) => `reconstruction error ${value}`,
  },
  sendingData: 'Sending the data',
  left: ({ time }: { time: string }) => `${time} left`,
  states: {
    preparing: 'preparing',
    running: 'running',
    paused: 'paused',
    stopping: 'stopping',
    finished: 'finished',
    stopped: 'stopped',
    diverged: 'diverged',
    failed: 'failed',
    interrupted: 'interrupted',
    imported: 'imported',
  },
  try: ({ remedies }: { remedies: string }) => `try: ${remedies}`,
  kernels: {
    measuring: 'measuring which kernels are fastest on this machine, once, for about ten seconds',
    notRemembered: ({ reason }: { reason: string }) => `the kernels could not be saved: ${reason}`,
    tried: ({ what, separable, whole }: { what: string; separable: string; whole: string }) =>
      `${what}: ${separable}x, with batch statistics ${whole}x`,
  },
  time: {
    measuring: 'measuring how fast this machine trains, once, for the time forecast (--no-time skips it)',
    none: ({ reason }: { reason: string }) => `no time forecast: ${reason}`,
    byMachine: "from this machine's speed",
    byRuns: ({ runs }: { runs: number }) => `from ${counted(runs, 'run')} of this network`,
    pretraining: ({ time, layers }: { time: string; layers: number }) =>
      `about ${time} to pretrain ${counted(layers, 'layer')}, then `,
    epochs: (of: {
      epoch: string;
      least: string;
      most: string;
      from: string;
      all: string;
      epochs: number;
      pretraining: boolean;
    }) =>
      `about ${of.epoch} per epoch (${of.least} to ${of.most}, ${of.from}), ${of.all} for ` +
      `${counted(of.epochs, 'epoch')}${of.pretraining ? ' and the pretraining' : ''}`,
  },
};
