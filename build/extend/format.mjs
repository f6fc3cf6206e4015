/** An export format: the layers of a network as a table in Markdown. */
export const format = {
  name: 'export format',
  file: {
    path: 'src/interchange/markdown/export.ts',
    text: `import { formatShape } from '../../layers/shape.ts';
import type { ModelFormat } from '../format.ts';

/** A table of the layers: name, kind, output shape, parameters. */
export const markdown: ModelFormat = {
  id: 'markdown',
  from: 'weights',
  suffix: '.md',
  supports: () => [],
  write({ name, network }) {
    const rows = network.layers.map((layer) => [
      layer.name,
      layer.kind.title,
      formatShape(layer.outputShape),
      String(layer.weights.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0)),
    ]);
    const lines = [['Layer', 'Kind', 'Output', 'Parameters'], ['---', '---', '---', '---:'], ...rows];
    const text = \`# \${name}\\n\\n\${lines.map((cells) => \`| \${cells.join(' | ')} |\`).join('\\n')}\\n\`;
    return [{ name: 'model.md', bytes: new TextEncoder().encode(text) }];
  },
  tapped: (files) => files,
  // It is read, not run.
  runtimes: () => [],
};
`,
  },
  registry: [
    {
      path: 'src/interchange/registry.ts',
      before: "import { tensorboard } from './tensorboard/log.ts';\n",
      insert: "import { markdown } from './markdown/export.ts';\n",
    },
    { path: 'src/interchange/registry.ts', after: '[tfjs, csv, csvSteps, tensorboard', insert: ', markdown' },
  ],
  compiler: [/markdown\/export\.ts\(\d+,\d+\): error/],
  rest: [
    {
      path: 'src/text/members/formats.ts',
      before: '  csv: {\n    en: {',
      insert: `  markdown: {
    en: { title: 'Layer table (Markdown)', about: 'Name, kind, output and parameters of each layer.' },
    'pt-BR': {
      title: 'Tabela de camadas (Markdown)',
      about: 'Nome, tipo, saída e parâmetros de cada camada.',
    },
  },
`,
    },
  ],
  known: ['src/interchange/registry.ts', 'src/text/members/formats.ts'],
  tests: [
    {
      path: 'src/interchange/markdown/export.test.ts',
      text: `import { expect, it } from 'vitest';
import { analyze } from '../../network/analyze.ts';
import { documentFrom } from '../../cli/document.ts';
import { templates } from '../../../templates/index.ts';
import { modelFormatOf } from '../registry.ts';

it('lists the 61,706 parameters of LeNet-5', () => {
  const lenet = templates.find(({ id }) => id === 'lenet-5')!;
  const { network } = analyze(documentFrom(lenet.text, 'lenet-5'), null);
  const source = { name: 'LeNet-5', network: network!, weights: new Map(), frozen: new Set<string>() };
  const rest = { reading: null, labels: [], preprocessing: null };
  const [file] = modelFormatOf('markdown')!.write({ ...source, ...rest });
  const rows = new TextDecoder().decode(file!.bytes).trim().split('\\n').slice(4);
  const counts = rows.map((row) => Number(row.split(' | ').at(-1)!.replace(' |', '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(61_706);
  expect(rows.some((row) => row.includes('| Conv2D | 28 × 28 × 6 | 156 |'))).toBe(true);
});
`,
    },
  ],
  proves: ['src/interchange/markdown/export.test.ts'],
};
