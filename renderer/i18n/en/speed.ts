/** What `convas bench` measured: engines side by side. */
export const speed = {
  title: 'Training speed',
  open: 'Training speed, measured',
  failed: 'What was measured could not be read.',
  none: 'Nothing has been measured on this computer yet.',
  noneText:
    'A terminal in the folder of Convas measures it in some minutes; let nothing else compute meanwhile:',
  noneAgainst: 'Keras and PyTorch take part where a Python that has them is named:',
  about:
    'How many images a second each engine trains on, with the same network and the same batch. Longer bars are faster.',
  engines: {
    compiled: 'Convas (compiled)',
    eager: 'Convas (op by op)',
    tfjs: 'TensorFlow.js model.fit',
    wasm: 'Convas (WebAssembly)',
    keras: 'Keras',
    pytorch: 'PyTorch',
  } as Readonly<Record<string, string>>,
  caption: (network: string, batch: string) => `${network}, batch of ${batch}`,
  engine: 'Engine',
  rate: 'Images a second',
  ratio: (engine: string) => `${engine} against it`,
  times: (ratio: string) => `${ratio}×`,
  itself: 'the measure',
  skipped: 'Not measured',
  skippedOf: (engine: string, cases: string, reason: string) => `${engine} on ${cases}: ${reason}`,
  how: (turns: string, seconds: string) =>
    `Medians of ${turns}, each at least ${seconds} long; the engines take turns. A ratio is the median of the turns’ ratios.`,
  turns: (count: number) => (count === 1 ? '1 turn' : `${count} turns`),
  machine: (cpu: string, cores: number, when: string) =>
    `${cpu}, ${cores === 1 ? '1 core' : `${cores} cores`}, ${when}`,
} as const;
