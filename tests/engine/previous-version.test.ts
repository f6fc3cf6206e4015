import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { runRecordSchema } from '../../src/engine/runs/run-record.ts';
import { type Bench, ending, openBench } from './harness.ts';

const stored = join(import.meta.dirname, 'previous');
const run = 'stored-before';

let bench: Bench;
let folder: string;
beforeAll(async () => {
  bench = await openBench({ backend: 'cpu', step: 'eager' });
  folder = join(bench.folder, 'runs', run);
  await mkdir(join(bench.folder, 'runs'), { recursive: true });
  await cp(join(stored, 'stopped'), folder, { recursive: true });
  const data = join(bench.folder, 'bars.npz');
  await cp(join(stored, 'bars.npz'), data);
  // The data were named relative to the folder that it was trained in.
  for (const file of ['document.convas', 'run.json']) {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace('"bars.npz"', JSON.stringify(data)));
  }
});
afterAll(() => bench.close());

/** What the earlier version came to without a stop. */
const whole = async () =>
  runRecordSchema
    .pick({ epochs: true, test: true })
    .parse(JSON.parse(await readFile(join(stored, 'whole', 'run.json'), 'utf8')));
const scoresOf = ({ epochs }: Awaited<ReturnType<typeof whole>>) =>
  epochs.map(({ loss, accuracy, valLoss, valAccuracy }) => ({ loss, accuracy, valLoss, valAccuracy }));

describe('a run that an earlier version stored', () => {
  it('is listed with its history', async () => {
    const { runs } = await bench.client.call('runs.list', {});
    expect(runs.map(({ run: id, state }) => ({ id, state }))).toEqual([{ id: run, state: 'finished' }]);
    expect(runs[0]!.epochs).toHaveLength(2);
  });

  it('is evaluated to the loss that it was stored with', async () => {
    const { loss, accuracy } = await bench.client.call('runs.evaluate', { run });
    const { test } = runRecordSchema
      .pick({ test: true })
      .parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
    expect(loss).toBe(test!.loss);
    expect(accuracy).toBe(test!.accuracy);
  });

  it('is resumed to the very bits that the earlier version came to', async () => {
    const opened = parseDocument(await readFile(join(folder, 'document.convas'), 'utf8'));
    if (!opened.ok) throw new Error('the document does not open');
    const { document } = opened;
    const longer = { ...document, training: { ...document.training, epochs: 4 } };
    const end = ending(bench.client);
    await bench.client.call('train.start', { document: serializeDocument(longer), resume: run });
    expect((await end).state).toBe('finished');
    const { summary } = await bench.client.call('runs.get', { run });
    const before = await whole();
    expect(
      summary.epochs.map(({ loss, accuracy, valLoss, valAccuracy }) => ({
        loss,
        accuracy,
        valLoss,
        valAccuracy,
      })),
    ).toEqual(scoresOf(before));
    expect(summary.test).toEqual(before.test);
    const { file } = JSON.parse(await readFile(join(folder, 'weights.json'), 'utf8'));
    const [here, there] = [join(folder, file), join(stored, 'whole', 'weights.bin')];
    expect((await readFile(here)).equals(await readFile(there))).toBe(true);
  });
});
