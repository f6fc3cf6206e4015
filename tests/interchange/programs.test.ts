import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { datasetInfo } from '../../src/datasets/registry.ts';
import { openBase } from '../../src/engine/bases/registry.ts';
import { networkSource } from '../../src/engine/exports/sources.ts';
import type { RunStore } from '../../src/engine/runs/run-store.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { csvLayers } from '../../src/interchange/csv-layers/export.ts';
import type { FormatOf } from '../../src/interchange/format.ts';
import { latex } from '../../src/interchange/latex/export.ts';
import { markdown } from '../../src/interchange/markdown/export.ts';
import { notebook } from '../../src/interchange/notebook/export.ts';
import { python } from '../../src/interchange/python-keras/export.ts';
import { pythonTorch } from '../../src/interchange/python-torch/export.ts';
import { r } from '../../src/interchange/r/export.ts';
import { typescript } from '../../src/interchange/typescript/export.ts';
import type { Language } from '../../src/text/catalogue.ts';
import { templateOf } from '../../templates/index.ts';

async function filesOf(format: FormatOf<'document'>, text: string, language: Language = 'en') {
  const document = readDocument(text);
  const info = document.data && (await datasetInfo(document.data.dataset));
  const checked = checkDocument(document, null, info?.target);
  const source = await networkSource(checked, null, language, {} as RunStore);
  expect(format.supports(source.network, {})).toEqual([]);
  return collectFiles(format.write(source, {}));
}

async function written(format: FormatOf<'document'>, template: string, language: Language = 'en') {
  const [file] = await filesOf(format, templateOf(template)!.text, language);
  return new TextDecoder().decode(file!.bytes);
}

describe('tables of layers', () => {
  it('have the figures of the paper, in the language of the person', async () => {
    const table = await written(markdown, 'lenet-5-1998', 'pt-BR');
    expect(table).toContain('| Camada | Tipo |');
    expect(table).toMatch(/\| C1 \|.*28 × 28 × 6 \| 156 \|.*5 × 5 \|/);
    expect(table).toMatch(/\*\*Total\*\*.*\*\*60\.840\*\*/);
    expect(
      table
        .trim()
        .split('\n')
        .slice(2)
        .every((line) => line.split(/(?<!\\)\|/).length === 9),
    ).toBe(true);
  });

  it('are LaTeX without stray commands, and CSV', async () => {
    const table = await written(latex, 'lenet-5');
    expect(table).toContain('28 $\\times$ 28 $\\times$ 6');
    expect(table.match(/\\\\$/gm)).toHaveLength(
      (await written(csvLayers, 'lenet-5')).trim().split('\r\n').length + 1,
    );
    expect(table).not.toMatch(/(?<!\\)[%#_](?!.*\\usepackage)/m);
  });
});

describe('programs', () => {
  it('say where their data differ from those that the network was trained on', async () => {
    expect(await written(python, 'lenet-5')).toContain('10,000 of these digits');
    expect(await written(pythonTorch, 'lenet-5', 'pt-BR')).toContain('MNIST inteiro');
  });

  it('train an RBF output on its distances', async () => {
    const program = await written(python, 'lenet-5-1998');
    expect(program).toContain(".output_kind = 'distance'");
    expect(program).toContain('metrics=[accuracy]');
  });

  it('have data beside them that no library has, and the targets of those', async () => {
    const [program, data] = await filesOf(python, templateOf('unet')!.text);
    expect(new TextDecoder().decode(program!.bytes)).toContain("np.eye(3, dtype='float32')[y_train]");
    expect(data!.path).toBe('data.npz');
    const arrays = unzipSync(data!.bytes);
    expect(Object.keys(arrays)).toEqual(['x_train.npy', 'y_train.npy', 'x_test.npy', 'y_test.npy']);
    const head = new TextDecoder().decode(arrays['y_test.npy']!.subarray(10, 128));
    expect(head).toContain("'descr': '|u1', 'fortran_order': False, 'shape': (200, 64, 64)");
    expect(arrays['y_test.npy']!.length).toBe(128 + 200 * 64 * 64);
    const paths = (await filesOf(typescript, templateOf('text-cnn')!.text)).map(({ path }) => path);
    expect(paths).toEqual(['train.ts', 'x_train.npy', 'y_train.npy', 'x_test.npy', 'y_test.npy']);
  });

  it.each([python, pythonTorch, notebook, typescript, r])(
    'begin with weights that the document takes over: $id',
    async (format) => {
      const { document, weights } = await openBase('cifar-8');
      const base = JSON.parse(document);
      const training = { ...base.training, transfer: { run: 'base:cifar-8' } };
      const [program, ...beside] = await filesOf(format, JSON.stringify({ ...base, data: null, training }));
      expect(new TextDecoder().decode(program!.bytes)).toMatch(/take_?over\(model\)/i);
      const stored = beside.find(({ path }) => /^initial\.(npz|bin)$/.test(path))!;
      const numbers = [...weights.values()].reduce((sum, { length }) => sum + length, 0);
      expect(stored.bytes.length).toBeGreaterThan(4 * numbers - 1);
      expect(stored.bytes.length).toBeLessThan(4.2 * numbers);
    },
  );

  it('name the run whose weights are not there', async () => {
    const base = JSON.parse((await openBase('cifar-8')).document);
    const training = { ...base.training, transfer: { run: 'base:none' } };
    await expect(filesOf(python, JSON.stringify({ ...base, data: null, training }))).rejects.toThrow(
      'base:none',
    );
  });

  it('are a notebook of valid cells', async () => {
    const { cells, nbformat, nbformat_minor: minor } = JSON.parse(await written(notebook, 'lenet-5'));
    expect([nbformat, minor]).toEqual([4, 5]);
    const ids = cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id: string) => /^[a-zA-Z0-9_-]{1,64}$/.test(id))).toBe(true);
    const code = cells.flatMap((cell: { cell_type: string; source: string[] }) =>
      cell.cell_type === 'code' ? [cell.source.join('')] : [],
    );
    expect(code.join('\n')).not.toContain('sys.argv');
    expect(code.at(-1)).toMatch(/^keras\.utils\.set_random_seed/);
  });

  it('are R that R parses', async (context) => {
    const run = promisify(execFile);
    const found = await run('Rscript', ['--version']).then(
      () => true,
      () => false,
    );
    if (!found) context.skip('R is not installed (Debian: r-base-core)');
    const folder = await mkdtemp(join(tmpdir(), 'convas-r-'));
    try {
      const names = [
        'lenet-5-1998',
        'alexnet',
        'inception-v3',
        'mobilenet-v2',
        'unet',
        'lstm-series',
        'text-cnn',
      ];
      for (const name of names) {
        await writeFile(join(folder, `${name}.R`), await written(r, name));
      }
      const script = `for (f in list.files(${JSON.stringify(folder)}, full.names = TRUE)) parse(f)`;
      await expect(run('Rscript', ['-e', script])).resolves.toBeDefined();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
