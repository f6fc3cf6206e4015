import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { documentFrom } from '../../src/cli/document.ts';
import { analyze } from '../../src/network/analyze.ts';
import { templateOf } from '../../templates/index.ts';
import { workshop } from './harness.ts';

const { json, convas, refusal, start, path } = workshop();

interface Analysis {
  layers: {
    id: string;
    kind: string;
    name: string;
    inputShapes: number[][];
    outputShape: number[] | null;
    params: number;
    trainableParams: number;
    macs: number;
    receptiveField: number[] | null;
  }[];
  totals: Record<string, number>;
  problems: { layer: string | null; repair: object | null; repairs: { action: string; label: string }[] }[];
}

it('ends in peace where its reader has enough', async () => {
  const child = start(['layers', '--json']);
  let stderr = '';
  child.stderr!.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout!.destroy();
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('what is known without training', () => {
  it('templates', async () => {
    const { templates } = await json<{
      templates: {
        id: string;
        layers: number;
        params: number;
        memory: { bytes: number; batchSize: number };
      }[];
    }>(['templates']);
    expect(templates.find(({ id }) => id === 'lenet-5')).toMatchObject({ title: 'LeNet-5', params: 61_706 });
    for (const id of ['lenet-5', 'cifar10-cnn']) {
      const { totals } = analyze(documentFrom(templateOf(id)!.text, id), null);
      expect(templates.find((each) => each.id === id)!.memory.bytes).toBe(totals.trainingBytes);
    }
  });

  it('layers, each with the JSON Schema of its parameters', async () => {
    const { layers } = await json<{
      layers: { kind: string; family: string; title: string; params: Record<string, unknown> }[];
    }>(['layers']);
    const conv = layers.find(({ kind }) => kind === 'conv2d');
    expect(conv).toMatchObject({ family: 'convolution', params: { type: 'object' } });
    const { filters } = conv!.params['properties'] as Record<string, Record<string, unknown>>;
    expect(filters).toMatchObject({
      type: 'integer',
      title: expect.any(String),
      default: expect.any(Number),
    });
  });

  it('the repairs of a problem, the best first: a layer is connected before it is removed', async () => {
    const text = JSON.parse(await readFile('templates/lenet-5.convas', 'utf8'));
    const cut = text.layers.find(({ name }: { name: string }) => name === 'C3').id;
    const edges = text.edges.filter(({ target }: { target: string }) => target !== cut);
    await writeFile(path('cut.convas'), JSON.stringify({ ...text, edges }));
    const { problems } = await json<Analysis>(['analyze', path('cut.convas'), '--no-time']);
    const several = problems.find(({ repairs }) => repairs.length > 1);
    expect(several?.repair).toMatchObject({ action: 'connect', label: 'Connect "S2" to "C3"' });
    expect(several?.repairs.at(-1)).toMatchObject({ action: 'removeLayer' });
    for (const { repairs } of problems) {
      const kinds = repairs.map(({ action }) => action === 'removeLayer');
      expect(kinds).toEqual([...kinds].sort());
    }
    const { stdout } = await convas(['analyze', path('cut.convas'), '--no-time']);
    expect(stdout.indexOf('repair: Connect "S2"')).toBeGreaterThan(0);
  });

  it('the analysis of LeNet-5, as the textbooks have it', async () => {
    const { layers, totals, problems } = await json<Analysis>(['analyze', 'lenet-5', '--no-time']);
    const by = Object.fromEntries(layers.map((layer) => [layer.name, layer]));
    expect(by['C1']).toMatchObject({ outputShape: [28, 28, 6], params: 156, receptiveField: [5, 5] });
    expect(by['C3']).toMatchObject({ inputShapes: [[14, 14, 6]], receptiveField: [14, 14] });
    expect(by['C5']).toMatchObject({ params: 48_120, receptiveField: [32, 32] });
    expect(totals).toMatchObject({ params: 61_706, trainableParams: 61_706, macs: 416_520 });
    for (const name of ['layers', 'activationBytes', 'trainingBytes']) {
      expect(totals[name]).toBeGreaterThan(0);
    }
    expect(problems).toEqual([]);
  });

  it('the datasets, and where each is', async () => {
    const { datasets } = await json<{ datasets: { id: string; availability: string }[] }>(['datasets']);
    expect(datasets.map(({ id }) => id)).toEqual([
      ...[
        'mnist-10k',
        'mnist',
        'fashion-mnist',
        'kmnist',
        'emnist-balanced',
        'emnist-letters',
        'emnist-digits',
      ],
      ...['cifar-10', 'cifar-100', 'svhn'],
      ...['shapes-masks', 'shapes-labels', 'sine-series', 'toy-sentiment', 'friedman-1', 'topic-documents'],
    ]);
    expect(datasets[0]).toMatchObject({ availability: 'ready', train: 8000, test: 2000 });
  });

  it('what Convas stands on', async () => {
    const { checks, backend } = await json<{
      checks: { name: string; ok: boolean; detail: string; fix: string }[];
      backend: string;
    }>(['doctor']);
    expect(checks.find(({ name }) => name === 'node')).toMatchObject({ ok: true, fix: '' });
    for (const { ok, fix } of checks) expect(ok ? fix === '' : fix.length > 0).toBe(true);
    expect(['native', 'wasm']).toContain(backend);
  });
});

describe('wrong usage', () => {
  it.each([[[]], [['--help']]])('%j prints the help', async (args) => {
    const { status, stdout, stderr } = await convas(args);
    expect(stdout + stderr).toMatch(/Commands:[\s\S]*train[\s\S]*serve/);
    expect(status).toBe(args.length === 0 ? 2 : 0);
  });

  it.each([
    [['bogus'], /unknown command 'bogus'/],
    [['analyze'], /missing required argument 'document'/],
    [['templates', '--color'], /unknown option '--color'/],
    [['train', 'lenet-5', '--epochs', '0'], /--epochs.*whole number above 0/],
    [['train', 'lenet-5', '--epochs', '1,234'], /--epochs.*can mean 1234 or 1\.234.*whole number above 0/],
    [['train', 'lenet-5', '--learning-rate', '1.234,5'], /--learning-rate.*Type 1234\.5/],
    [['train', 'lenet-5', '--epochs', 'x'], /--epochs.*whole number above 0/],
    [['train', 'lenet-5', '--learning-rate', 'NaN'], /--learning-rate.*above 0/],
    [['train', 'lenet-5', '--backend', 'abacus'], /--backend.*native, wasm, cpu/],
    [['export', 'x', '--format', 'tfjs'], /--out/],
    [['inspect', 'x', '--layer', 'a', '--view', 'x-ray', '--out', 'a.png'], /filters, feature-maps/],
    [['inspect', 'x', '--layer', 'a', '--view', 'feature-maps', '--out', 'a.png'], /--input/],
    [['serve', '--port', '99999'], /65535/],
  ])('%j is told in one line, with status 2', async (args, expected) => {
    expect(await refusal(args, 2)).toMatch(expected);
  });
});
