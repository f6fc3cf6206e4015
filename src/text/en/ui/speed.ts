import { counted } from '../words.ts';

/** What `convas bench` measured: engines side by side. */
export const speed = {
  title: 'Training speed',
  open: 'Training speed, measured',
  failed: 'The measurements could not be read.',
  none: 'Nothing has been measured on this computer yet.',
  noneText:
    'Measure it in a few minutes from a terminal in the folder of Convas; let nothing else compute meanwhile:',
  noneAgainst: 'To include Keras and PyTorch, name a Python that has them:',
  about:
    'How many images per second each engine trains on, with the same network and the same batch. Longer bars are faster.',
  engines: {
    compiled: 'Convas (compiled)',
    eager: 'Convas (op by op)',
    tfjs: 'TensorFlow.js model.fit',
    wasm: 'Convas (WebAssembly)',
    keras: 'Keras',
    'keras-onednn': 'Keras, oneDNN on',
    pytorch: 'PyTorch',
  } as Readonly<Record<string, string>>,
  caption: (network: string, batch: string) => `${network}, batch of ${batch}`,
  engine: 'Engine',
  rate: 'Images per second',
  ratio: (engine: string) => `${engine} relative to it`,
  times: (ratio: string) => `${ratio}×`,
  itself: 'the reference',
  ofPeak: (share: string) => `${share} of the peak`,
  unstable: 'not stable',
  peak: (gigaflops: string, size: string, by: string) =>
    `Peak: ${gigaflops} GFLOP/s, the fastest product of ${size} × ${size} matrices, by ${by}.`,
  notStable: 'Some medians are uncertain: measure again on an idle computer.',
  busy: (others: string) =>
    `Other programs took ${others} of the computer meanwhile: don’t trust these figures.`,
  emulated: (set: string) => `${set}, emulated`,
  skipped: 'Not measured',
  skippedOf: (engine: string, cases: string, reason: string) => `${engine} on ${cases}: ${reason}`,
  how: (turns: string, seconds: string) =>
    `Medians of ${turns}, each at least ${seconds} long; the engines take turns. A ratio is the median of the turns’ ratios.`,
  turns: (count: number) => counted(count, 'turn'),
  machine: (cpu: string, cores: number, when: string) => `${cpu}, ${counted(cores, 'core')}, ${when}`,
} as const;
