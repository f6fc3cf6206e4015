const parts = [
  ['train-images-idx3', 'a', 47_040_016],
  ['train-labels-idx1', 'b', 60_008],
  ['t10k-images-idx3', 'c', 7_840_016],
  ['t10k-labels-idx1', 'd', 10_008],
];
const files = parts
  .map(
    ([name, digit, bytes]) =>
      `        '${name}': { sha256: '${digit.repeat(64)}', bytes: ${bytes}, downloadBytes: ${bytes >> 1} },`,
  )
  .join('\n');

/** A dataset in MNIST's form, at an address that does not exist. */
export const dataset = {
  name: 'dataset',
  file: {
    path: 'src/datasets/published/sample-digits.ts',
    text: `import { idxForm, namesOf, type PublishedArchive } from './published.ts';

export const sampleDigits: PublishedArchive = {
  info: {
    id: 'sample-digits',
    ...namesOf('sample-digits'),
    source: 'https://example.org/digits',
    classes: ['0', '1'],
    sampleShape: [28, 28, 1],
    train: 60_000,
    test: 10_000,
  },
  forms: [
    idxForm(
      {
${files}
      },
      { id: 'sample-digits', hosts: ['https://example.org/digits'], inData: ['sample-digits'], installed: [] },
    ),
  ],
};
`,
  },
  registry: [
    {
      path: 'src/datasets/published/registry.ts',
      before: "import type { DatasetFacts, PublishedArchive } from './published.ts';\n",
      insert: "import { sampleDigits } from './sample-digits.ts';\n",
    },
    { path: 'src/datasets/published/registry.ts', after: '  fashionMnist,\n', insert: '  sampleDigits,\n' },
  ],
  compiler: [/sample-digits\.ts\(\d+,\d+\): error/],
  rest: [
    {
      path: 'src/text/members/datasets.ts',
      before: "  'mnist-10k': {\n",
      insert: `  'sample-digits': {
    en: {
      title: 'Sample digits',
      description: 'Digits, white on black, 28 × 28.',
      license: 'None',
    },
    'pt-BR': {
      title: 'Dígitos de amostra',
      description: 'Dígitos, brancos sobre fundo preto, 28 × 28.',
      license: 'Nenhuma',
    },
  },
`,
    },
  ],
  known: ['src/datasets/published/registry.ts', 'src/text/members/datasets.ts'],
  proves: ['src/datasets/registry.test.ts', 'src/datasets/published-source.test.ts'],
};
