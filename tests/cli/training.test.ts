import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { testBackend } from '../support/backend.ts';
import { workshop, writeBar, writeBars } from './harness.ts';

const { path, json, convas, start, refusal } = workshop();

interface Trained {
  run: string;
  directory: string;
  backend: string;
  step: string;
  epochs: { epoch: number; loss: number; accuracy: number; valLoss: number; imagesPerSecond: number }[];
  test: { loss: number; accuracy: number };
  seconds: number;
}

interface Checked {
  runtime: string;
  state: string;
  samples: number;
  maxAbsDiff: number;
  sameClasses: boolean;
}

let bars = '';
let trained: Trained;
const settings = ['--epochs', '4', '--batch-size', '16', '--seed', '1', '--learning-rate', '0.003'];

beforeAll(async () => {
  bars = await writeBars(path('bars'));
  trained = await json<Trained>(['train', 'tiny-cnn', '--dataset', bars, ...settings]);
});

describe('convas train', () => {
  it('learns, keeps the run, and tells what it did', async () => {
    expect(trained.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(trained.epochs[3]!.loss).toBeLessThan(trained.epochs[0]!.loss);
    expect(trained.test.accuracy).toBeGreaterThan(0.9);
    expect(trained.backend).toBe(testBackend);
    expect(trained.epochs[0]!.imagesPerSecond).toBeGreaterThan(0);
    expect((await stat(trained.directory)).isDirectory()).toBe(true);
    const { runs } = await json<{ runs: { run: string; state: string }[] }>(['runs']);
    expect(runs).toEqual([expect.objectContaining({ run: trained.run, state: 'finished' })]);
  });

  it('gives the same losses for the same seed', async () => {
    const again = await json<Trained>([
      ...['train', 'tiny-cnn', '--dataset', bars, ...settings],
      ...['--epochs', '1', '--out', path('again')],
    ]);
    expect(again.directory).toBe(path('again'));
    expect(again.epochs[0]!.loss).toBe(trained.epochs[0]!.loss);
    // A run elsewhere is found by its folder.
    await json(['evaluate', path('again'), '--dataset', bars]);
  });

  it('pretrains layer by layer before it trains, and says what came of each', async () => {
    const ended = await convas([
      ...['train', 'tiny-cnn', '--dataset', bars, ...settings, '--pretrain', '2', '--epochs', '1'],
      ...['--out', path('pretrained'), '--json'],
    ]);
    expect(ended.status, ended.stderr).toBe(0);
    const { pretraining } = JSON.parse(ended.stdout) as {
      pretraining: { name: string; losses: number[] }[];
    };
    expect(pretraining.length).toBeGreaterThan(0);
    for (const { name, losses } of pretraining) {
      expect(losses).toHaveLength(2);
      expect(losses[1]!).toBeLessThan(losses[0]!);
      expect(ended.stderr).toContain(
        `pretrained ${name}, epoch 2: reconstruction error ${losses[1]!.toFixed(4)}`,
      );
    }
  });

  it('tells how well an autoencoder gives back what it sees, not how often it is right', async () => {
    const args = ['--dataset', bars, '--epochs', '3', '--batch-size', '32', '--seed', '1'];
    const ended = await convas(['train', 'autoencoder', ...args, '--out', path('auto')]);
    expect(ended.status, ended.stderr).toBe(0);
    expect(ended.stderr).toMatch(/epoch 3: reconstruction error 0\.\d{4}/);
    expect(ended.stdout).toMatch(/^epoch {2}reconstruction error {2}validation error/);
    expect(ended.stdout + ended.stderr).not.toMatch(/accuracy/);
    const { predictions } = await json<{ predictions: { meanSquaredError: number; shape: number[] }[] }>([
      ...['predict', path('auto'), await writeBar(path('auto.png'), 3)],
    ]);
    expect(predictions[0]).toMatchObject({ shape: [28, 28, 1] });
    expect(predictions[0]!.meanSquaredError).toBeLessThan(0.2);
    const evaluated = await convas(['evaluate', path('auto'), '--dataset', bars]);
    expect(evaluated.stdout).toMatch(/^reconstruction error 0\.\d{4}\n$/);
  });

  it('finds a learning rate beforehand, and keeps nothing of the search', async () => {
    interface Found {
      suggestion: { rate: number; least: number };
      rates: number[];
      optimizer: string;
    }
    const args = ['find-rate', 'tiny-cnn', '--dataset', bars];
    const { suggestion, rates, optimizer } = await json<Found>([...args, '--optimizer', 'sgd', '--to', '1']);
    expect(optimizer).toBe('sgd');
    expect(rates.at(-1)).toBeLessThanOrEqual(1);
    expect(suggestion.rate).toBeCloseTo(suggestion.least / 10, 3);
    const { runs } = await json<{ runs: unknown[] }>(['runs']);
    expect(runs).toHaveLength(1);
    expect(await refusal([...args, '--to', '1e-6', '--from', '1'])).toMatch(/must rise/);
  });

  it('says what troubles a run while it trains, and afterwards', async () => {
    const args = ['--dataset', bars, '--epochs', '2', '--batch-size', '16', '--optimizer', 'sgd'];
    const ended = await convas([
      ...['train', 'tiny-cnn', ...args, '--learning-rate', '30', '--out', path('sick'), '--json'],
    ]);
    expect(ended.status, ended.stderr).toBe(0);
    // Each once, though they stay.
    const printed = ended.stderr.match(/channels of \w+ \(\d+%\) are dead/g) ?? [];
    expect(printed.length).toBeGreaterThan(0);
    expect(new Set(printed).size).toBe(printed.length);
    expect(ended.stderr).toMatch(/try: .*lower the learning rate to 3/);
    interface Troubled {
      troubles: { code: string; remedies: string[] }[];
    }
    const { troubles } = JSON.parse(ended.stdout) as Troubled;
    expect(troubles.map(({ code }) => code)).toContain('dead-units');
    const health = await json<Troubled & { rows: unknown[] }>(['health', path('sick')]);
    expect(health.troubles).toEqual(troubles);
    expect(health.rows.length).toBeGreaterThan(2);
    expect((await json<Troubled>(['health', trained.run])).troubles).toEqual([]);
  });

  it('stops on Ctrl-C after the running step and keeps the run', async () => {
    const child = start(['train', 'tiny-cnn', '--dataset', bars, '--epochs', '100000', '--json']);
    let stderr = '';
    let stdout = '';
    child.stdout!.on('data', (chunk) => {
      stdout += chunk;
    });
    await new Promise<void>((resolve) => {
      child.stderr!.on('data', (chunk) => {
        stderr += chunk;
        if (/epoch 2:/.test(stderr)) resolve();
      });
    });
    child.kill('SIGINT');
    const [status] = await once(child, 'close');
    expect(stderr).toMatch(/stopping after the current step/);
    expect(status).toBe(0);
    const stopped = JSON.parse(stdout) as Trained & { state: string };
    expect(stopped.state).toBe('stopped');
    expect(stopped.epochs.length).toBeGreaterThanOrEqual(2);
    await json(['evaluate', stopped.run, '--dataset', bars]);
  });
});

describe('convas sweep', () => {
  it('trains the combinations, ranks them, and marks the front', async () => {
    const swept = await json<{
      state: string;
      points: { point: string; state: string; score: number | null; params: number; values: object }[];
      pareto: string[];
    }>([
      ...['sweep', 'tiny-cnn', '--dataset', bars, '--epochs', '1'],
      ...['--vary', 'Conv1.filters=2,4', '--vary', 'training.batchSize=16,100000'],
    ]);
    expect(swept.state).toBe('finished');
    // A batch of 100,000 cannot be: said before anything trains.
    expect(swept.points.map(({ state }) => state)).toEqual(['trained', 'invalid', 'trained', 'invalid']);
    expect(swept.points[0]!.values).toEqual({ 'Conv1.filters': 2, 'training.batchSize': 16 });
    expect(swept.pareto).toContain('1');
    const nothing = ['sweep', 'tiny-cnn', '--dataset', bars, '--vary'];
    expect(await refusal([...nothing, 'Conv1.filter=2'], 2)).toMatch(/Conv1\.filters/);
    expect(await refusal([...nothing, 'Conv1.filters=two'], 2)).toMatch(/"two" is not a number/);
  });
});

describe('a trained run', () => {
  it('is evaluated: accuracy, confusion, scores of each class', async () => {
    const result = await json<{
      accuracy: number;
      confusion: number[][];
      perClass: { label: string; support: number }[];
    }>(['evaluate', trained.run, '--dataset', bars]);
    expect(result.accuracy).toBeCloseTo(trained.test.accuracy, 6);
    expect(result.perClass.map(({ support }) => support)).toEqual(Array(10).fill(12));
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(120);
    expect(result).not.toHaveProperty('answers');
  });

  it('gives the images of a cell of its confusion matrix', async () => {
    const { confusion } = await json<{ confusion: number[][] }>(['evaluate', trained.run, '--dataset', bars]);
    const cell = await json<{ examples: { index: number; value: number }[]; files: string[] }>([
      ...['evaluate', trained.run, '--dataset', bars],
      ...['--cell', '7,7', '--out', path('sevens')],
    ]);
    expect(cell.examples).toHaveLength(confusion[7]![7]!);
    expect(cell.examples.every(({ value }) => value > 0.1 && value <= 1)).toBe(true);
    expect(cell.files).toEqual(cell.examples.map(({ index }) => path('sevens', `${index}.png`)));
    const { predictions } = await json<{ predictions: { label: number }[] }>([
      'predict',
      trained.run,
      ...cell.files,
    ]);
    expect(predictions.map(({ label }) => label)).toEqual(cell.files.map(() => 7));
    const wrong = await convas(['evaluate', trained.run, '--dataset', bars, '--cell', '7,x']);
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('write two classes, as in 0,1'),
    ]);
  });

  it('recognizes pictures: as they are, larger, inverted', async () => {
    const files = [await writeBar(path('0.png'), 0), await writeBar(path('7.png'), 7, false, 280)];
    const inverted = await writeBar(path('1.png'), 1, true);
    interface Predicted {
      predictions: { file: string; label: number; probabilities: number[] }[];
    }
    const plain = await json<Predicted>(['predict', trained.run, ...files]);
    expect(plain.predictions.map(({ file, label }) => [file, label])).toEqual([
      [files[0], 0],
      [files[1], 7],
    ]);
    const sum = plain.predictions[0]!.probabilities.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(1, 4);
    const turned = await json<Predicted>(['predict', trained.run, '--invert', inverted]);
    expect(turned.predictions[0]!.label).toBe(1);
  });

  it('shows its filters and feature maps', async () => {
    const { layers } = await json<{ layers: { kind: string; name: string; outputShape: number[] }[] }>([
      'analyze',
      'tiny-cnn',
      '--no-time',
    ]);
    const conv = layers.find(({ kind }) => kind === 'conv2d')!;
    interface Picture {
      file: string;
      width: number;
      height: number;
      shape: number[];
    }
    const filters = await json<Picture>([
      ...['inspect', trained.run, '--layer', conv.name, '--view', 'filters', '--out', path('filters.png')],
    ]);
    expect(filters.shape.at(-1)).toBe(conv.outputShape.at(-1));
    const maps = await json<Picture>([
      ...['inspect', trained.run, '--layer', conv.name, '--view', 'feature-maps'],
      ...['--input', await writeBar(path('in.png'), 0), '--out', path('maps.png')],
    ]);
    expect(maps.shape).toEqual(conv.outputShape);
    const png = await readFile(maps.file);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([maps.width, maps.height]);
  });

  it('is explained by any view of the list, as PNG, SVG, CSV or JSON', async () => {
    const { views } = await json<{ views: { id: string; needs: string[]; parameters: object }[] }>([
      ...['inspect', trained.run, '--view', 'list'],
    ]);
    expect(views.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['filters', 'feature-maps', 'saliency']),
    );
    expect(views.find(({ id }) => id === 'saliency')).toMatchObject({
      needs: ['image', 'class'],
      parameters: { properties: { signed: { type: 'boolean', default: false } } },
    });
    const saliency = ['inspect', trained.run, '--view', 'saliency', '--class', '1'];
    const { file, width, height } = await json<{ file: string; width: number; height: number }>([
      ...saliency,
      ...['--set', 'signed=true', '--out', path('saliency.png')],
    ]);
    const png = await readFile(file);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    await json([...saliency, '--out', path('saliency.json')]);
    const [figure] = JSON.parse(await readFile(path('saliency.json'), 'utf8'));
    expect(figure).toMatchObject({ figure: 'overlay', class: { index: 1 } });
    await json([...saliency, '--out', path('saliency.csv')]);
    const rows = (await readFile(path('saliency.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(rows[0]).toBe('row,column,value');
    expect(rows.slice(1).map((row) => Number(row.split(',')[2]))).toEqual(figure.heat);
    await json([...saliency, '--out', path('saliency.svg')]);
    expect(await readFile(path('saliency.svg'), 'utf8')).toMatch(/^<svg .*<rect .*<\/svg>\s*$/s);
    expect(await refusal([...saliency, '--set', 'sign=1,signed=7', '--out', path('no.png')])).toMatch(
      /signed/,
    );
  });

  it('is exported and compared with what was written', async () => {
    const result = await json<{ files: string[]; verified: Checked & { runtimes: Checked[] } }>([
      ...['export', trained.run, '--format', 'tfjs', '--out', path('model'), '--verify'],
    ]);
    const { runtimes, ...worst } = result.verified;
    expect(runtimes.map(({ runtime, state }) => [runtime.replace(/^.* 4\.\S+, /, ''), state])).toEqual([
      ['wasm backend', 'agrees'],
      ...(testBackend === 'native' ? [['native backend', 'agrees']] : []),
    ]);
    expect(worst.maxAbsDiff).toBe(Math.max(...runtimes.map(({ maxAbsDiff }) => maxAbsDiff)));
    for (const verification of runtimes) {
      expect(verification.samples).toBeGreaterThan(0);
      expect(verification).toMatchObject({
        maxAbsDiff: expect.toSatisfy((by: number) => by < 1e-5),
        sameClasses: true,
      });
    }
    const model = JSON.parse(await readFile(path('model', 'model.json'), 'utf8'));
    expect(model).toHaveProperty('modelTopology');
    expect(result.files.length).toBe((await readdir(path('model'))).length);
    expect((await convas(['export', trained.run, '--format', 'tfjs', '--out', path('model')])).status).toBe(
      0,
    );
  });

  it('is named and tagged, and its history written for other tools', async () => {
    const printed = await json([
      'runs',
      'describe',
      trained.run,
      '--name',
      'Bars',
      '--tags',
      'first, small,',
    ]);
    expect(printed).toEqual({ run: trained.run, name: 'Bars', tags: ['first', 'small'], notes: '' });
    await json(['runs', 'describe', trained.run, '--notes', 'kept']);
    const { runs } = await json<{ runs: object[] }>(['runs']);
    expect(runs).toContainEqual(
      expect.objectContaining({ name: 'Bars', tags: ['first', 'small'], notes: 'kept' }),
    );
    const log = ['runs', 'log', trained.run, '--format'];
    await json([...log, 'csv', '--out', path('bars.csv')]);
    const lines = (await readFile(path('bars.csv'), 'utf8')).split('\r\n');
    expect(lines[0]).toMatch(/^epoch,loss,accuracy,val_loss,val_accuracy/);
    expect(lines[4]!.split(',').slice(0, 2)).toEqual(['4', String(trained.epochs[3]!.loss)]);
    const { files } = await json<{ files: string[] }>([...log, 'tensorboard', '--out', path('board')]);
    expect(files).toHaveLength(3);
    await json([...log, 'csv-steps', '--out', path('steps.csv')]);
    const rows = (await readFile(path('steps.csv'), 'utf8')).trimEnd().split('\r\n').slice(1);
    // 600 bars, of which a fifth is the test and a tenth validates, in batches of 16, four times.
    const steps = rows.map((row) => row.split(',').map(Number));
    expect(steps.map(([step]) => step)).toEqual(Array.from(steps, (_, at) => at + 1));
    expect(steps.at(-1)![1]).toBe(4);
    const last = steps.filter(([, epoch]) => epoch === 4);
    const mean = last.reduce((sum, [, , loss]) => sum + loss!, 0) / last.length;
    expect(mean).toBeCloseTo(trained.epochs[3]!.loss, 2);
    expect(await refusal([...log, 'abacus', '--out', path('no')])).toMatch(/csv, csv-steps, and tensorboard/);
  });

  it('refuses what it cannot do, in words, and writes nothing', async () => {
    expect(await refusal(['export', trained.run, '--format', 'abacus', '--out', path('no')])).toMatch(/tfjs/);
    const elsewhere = ['--format', 'tfjs', '--out', path('no')];
    expect(await refusal(['export', 'lenet-5', ...elsewhere])).toMatch(/export a run instead of a document/);
    expect(await refusal(['export', trained.run, ...elsewhere, '--set', 'layout=nchw'])).toMatch(
      /layout.* Its options are input\./,
    );
    expect(await refusal(['export', trained.run, ...elsewhere, '--checkpoint', '7'])).toMatch(/checkpoint/);
    expect(await refusal(['predict', trained.run, path('none.png')])).toMatch(
      /none\.png could not be read: it does not exist/,
    );
    expect(await refusal(['predict', 'no-such-run', path('0.png')])).toMatch(/no-such-run/);
    const noLayer = ['inspect', trained.run, '--layer', 'nope', '--view', 'filters', '--out', path('no.png')];
    expect(await refusal(noLayer)).toMatch(/nope/);
    expect((await readdir(path())).filter((name) => name.startsWith('no') || name.includes('part'))).toEqual(
      [],
    );
  });
});
