import { counted } from '../../words.ts';

export const engine = {
  connecting: 'Starting the engine',
  aboutConnecting: 'The engine computes in its own process, which is starting.',
  restarting: 'Restarting the engine',
  crashed: 'Engine ended',
  backends: {
    native: 'native',
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'plain JavaScript',
  },
  steps: { compiled: 'compiled', eager: 'op by op' },
  aboutBackend: {
    native: 'TensorFlow itself computes, in its own process.',
    webgpu: 'TensorFlow.js computes on the graphics card through WebGPU.',
    webgl: 'TensorFlow.js computes on the graphics card through WebGL.',
    wasm: 'TensorFlow.js computes in WebAssembly: slower than native TensorFlow, the same results.',
    cpu: 'TensorFlow.js computes in plain JavaScript: correct, but very slow.',
  },
  aboutStep: {
    compiled: 'A whole training step runs as one call.',
    eager: 'A training step runs operation by operation.',
  },
  version: (version: string) => `Version ${version}`,
  process: (pid: number) => `Process ${pid}`,
  why: 'Why not faster',
  chosen: 'How it was chosen',
  pageLimits:
    'Everything runs in this page, and nothing leaves it. It cannot download datasets, run Python, check exports in Python or native TensorFlow, or open TIFF images and archives other than zip; the installed app can.',
  storage: 'Storage of the browser',
  notReady: 'The engine is not ready: wait a moment, or restart it.',
  crashTitle: 'The engine ended.',
  missingTitle: 'The engine did not start.',
  obstacleTitle: 'Training cannot start yet.',
  refusedTitle: 'The training did not start.',
  resumeRun: 'Resume run',
  cutTitle: 'The run was interrupted.',
  runKept: 'It resumes from its last checkpoint and ends with the same weights as without the interruption.',
  crashSafe: 'Your document is untouched.',
  runLost: 'The run that was training was interrupted; you can resume it from its last checkpoint.',
  restart: 'Start the engine again',
  busy: 'Engine busy',
  unanswering: 'Engine not answering',
  hungTitle: 'The engine does not answer.',
  hung: {
    computing:
      'It has been computing for five minutes without an answer. One very large step may take that long; if you expect none, restart it.',
    idle: 'Its process is running but does nothing.',
    stopped: 'Its process is suspended, so it cannot answer.',
    unknown: 'It has not responded for two minutes.',
  },
  hungSafe:
    'Restarting ends its process. Your document is untouched, and a run that was training can be resumed from its last checkpoint.',
  restartHung: 'Restart the engine',
  notEnded: 'The engine was not restarted.',
  aboutBusy: 'It is busy with a long computation and answers when that is done.',
  otherTab:
    'Convas computes in another tab of this browser. Close that tab, or keep working there, and start the engine here again.',
  notInWorker: 'This browser cannot run the engine: it has no module workers. Use a current browser.',
  otherStart:
    'Convas was started again since this page was opened: open the address that it printed in its terminal.',
  noServer:
    'The engine cannot be reached: start Convas again in its terminal, and open the address it prints.',
  moving: 'Connecting to another engine.',
  elsewhere: {
    title: 'Engine on another machine',
    about:
      'Run convas engine --listen HOST:PORT there and paste the line it prints: it has the address, your token and the fingerprint of its certificate. Data and runs are kept there.',
    address: 'Address',
    placeholder: 'convas://host:8766/#…',
    connect: 'Connect',
    at: (place: string) => `on ${place}`,
    connected: (place: string) =>
      `Connected to the engine on ${place}. If the connection is lost, training continues there.`,
    own: 'Use this machine’s engine',
  },
} as const;

export const kernels = {
  title: (instructionSet: string) => `Kernels (${instructionSet})`,
  oneDnn: (on: boolean) => (on ? 'oneDNN on' : 'oneDNN off'),
  shards: (shards: number, threads: number) =>
    `batches in ${counted(shards, 'part')}, ${counted(threads, 'thread')} each`,
  threads: (within: number, between: number) =>
    within === between
      ? counted(within, 'thread')
      : `${counted(within, 'thread')} within and ${between} between operations`,
  pairs: (filters: number) =>
    filters === 0 ? 'no paired columns' : `columns paired up to ${counted(filters, 'filter')}`,
  ownOperations: 'own operations for batch normalization',
  whole: (words: string) => `With batch statistics: ${words}`,
  sources: {
    measured: 'Measured on this computer.',
    default: 'The usual choice for this processor. It is measured when the engine is idle.',
    pinned: 'Set by the environment.',
  },
  measured: (when: string) => `Measured as the fastest on this computer, ${when}.`,
  disturbed: (when: string) =>
    `Measured on ${when} while other programs were computing; it is measured again later.`,
  measuring: 'Measuring the kernels',
  measure: 'Measure now',
  measureAgain: 'Measure again',
} as const;

export const browser = {
  onDisk: 'On this computer',
  copy: 'A copy in this browser',
  unknown: 'This browser no longer has access to the file: open it again.',
  downloads: 'the downloads folder of this browser',
  notAllowed: (name: string) => `The browser was not allowed to use ${name}: try again and allow it.`,
  noStorage: 'This browser keeps no data for this page. Allow it to store data, and reload the page.',
  storageFull:
    'This browser keeps no more data for this page: its storage is full or switched off. Free some space or switch it on.',
} as const;

export const log = {
  engineReady: (backend: string, version: string, pid: number) =>
    `Engine ready: ${backend}, version ${version}, process ${pid}.`,
  engineEnded: (reason: string) => `The engine ended: ${reason}`,
  otherKernels: (why: string) => `${why} It is being restarted.`,
  training: (name: string, epochs: number) => `Training “${name}” started: ${counted(epochs, 'epoch')}.`,
  continued: (name: string, epoch: string) => `Training “${name}” resumed after epoch ${epoch}.`,
  pretrained: (layer: string, error: string, time: string) =>
    `Pretrained ${layer}: reconstruction error ${error}, ${time}.`,
  epoch: (epoch: string, loss: string, validation: string | null, time: string) =>
    `Epoch ${epoch}: loss ${loss}${validation === null ? '' : `, validation loss ${validation}`}, ${time}.`,
  ended: {
    finished: 'Training finished.',
    stopped: 'Training stopped; the weights are kept.',
    paused: 'Training paused.',
    resumed: 'Training resumed.',
  },
  opened: (name: string) => `Opened ${name}.`,
  saved: (name: string) => `Saved ${name}.`,
  empty: 'Nothing has happened yet. Messages about the engine and files appear here.',
  clear: 'Clear the log',
  level: { info: 'Information', warning: 'Warning', error: 'Error' },
} as const;
