/** An export format: the layers of a network as a table in Markdown. */
export const format = {
  name: 'export format',
  file: {
    path: 'src/interchange/outline/export.ts',
    text: `import { formatShape } from '../../layers/shape.ts';
import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';

/** A table of the layers: name, kind, output shape, parameters. */
export const outline: FormatOf<'document'> = {
  id: 'outline',
  source: 'document',
  extensions: ['.md'],
  options: noOptions,
  supports: () => [],
  write({ name, network }) {
    const rows = network.layers.map((layer) => [
      layer.name,
      layer.kind.title,
      formatShape(layer.outputShape),
      String(layer.weights.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0)),
    ]);
    const lines = [['Layer', 'Kind', 'Output', 'Parameters'], ['---', '---', '---', '---:'], ...rows];
    const table = lines.map((cells) => \`| \${cells.join(' | ')} |\`).join('\\n');
    return [textFile('model.md', \`# \${name}\\n\\n\${table}\\n\`)];
  },
};
`,
  },
  registry: [
    {
      path: 'src/interchange/registry.ts',
      before: "import { tensorboard } from './tensorboard/log.ts';\n",
      insert: "import { outline } from './outline/export.ts';\n",
    },
    { path: 'src/interchange/registry.ts', before: '  tensorboard,\n', insert: '  outline,\n' },
  ],
  compiler: [/outline\/export\.ts\(\d+,\d+\): error/],
  rest: [
    {
      path: 'src/text/members/formats.ts',
      before: '  csv: {\n    en: {',
      insert: `  outline: {
    en: { title: 'Outline (Markdown)', about: 'Name, kind, output and parameters of each layer.' },
    'pt-BR': {
      title: 'Esboço (Markdown)',
      about: 'Nome, tipo, saída e parâmetros de cada camada.',
    },
  },
`,
    },
  ],
  known: ['src/interchange/registry.ts', 'src/text/members/formats.ts'],
  tests: [
    {
      path: 'src/interchange/outline/export.test.ts',
      text: `import { expect, it } from 'vitest';
import { analyze } from '../../network/analyze.ts';
import { documentFrom } from '../../cli/document.ts';
import { templates } from '../../../templates/index.ts';
import { collectFiles } from '../collect.ts';
import { formatsFrom } from '../registry.ts';

it('lists the 61,706 parameters of LeNet-5', async () => {
  const lenet = templates.find(({ id }) => id === 'lenet-5')!;
  const document = documentFrom(lenet.text, 'lenet-5');
  const network = analyze(document, null).network!;
  const rest = { reading: null, labels: [], preprocessing: null, inference: null, language: 'en' } as const;
  const outline = formatsFrom('document').find(({ id }) => id === 'outline')!;
  const [file] = await collectFiles(outline.write({ name: 'LeNet-5', network, document, ...rest }, {}));
  const rows = new TextDecoder().decode(file!.bytes).trim().split('\\n').slice(4);
  const counts = rows.map((row) => Number(row.split(' | ').at(-1)!.replace(' |', '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(61_706);
  expect(rows.some((row) => row.includes('| Conv2D | 28 × 28 × 6 | 156 |'))).toBe(true);
});
`,
    },
  ],
  proves: ['src/interchange/outline/export.test.ts'],
};
