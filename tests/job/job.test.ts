import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { readSteps } from '../../src/engine/runs/step-file.ts';
import { weightLayouts } from '../../src/interchange/pytorch/layouts.ts';
import { writeJob } from '../../src/job/folder.ts';
import { prepareJob } from '../../src/job/prepare.ts';
import { runJob } from '../../src/job/run.ts';
import { readSafetensors } from '../../src/job/safetensors.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { templates } from '../../templates/index.ts';

const python = process.env['CONVAS_PYTHON'] || 'python3';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-job-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function template(id: string, training: object = {}): ConvasDocument {
  const parsed = parseDocument(templates.find((each) => each.id === id)!.text);
  if (!parsed.ok) throw new Error(id);
  const { document } = parsed;
  return {
    ...document,
    data: { ...document.data!, dataset: 'mnist-10k' },
    training: trainingSettingsSchema.parse({ ...document.training, ...training }),
  };
}

describe('a job', () => {
  it('is a folder with the program, its first weights, the data and what starts it', async () => {
    const job = await prepareJob(template('lenet-5', { epochs: 1 }));
    for (const [engine, submit] of [
      ['ray', 'submit.py'],
      ['torchrun', 'submit.sh'],
    ] as const) {
      await writeJob(join(folder, engine), job, { engine, workers: 2 });
      const names = await readdir(join(folder, engine));
      expect(names).toEqual(
        expect.arrayContaining([submit, 'train.py', 'model.py', 'weights.safetensors', 'requirements.txt']),
      );
    }
    const x = await readFile(join(folder, 'ray', 'data', 'train-x.npy'));
    // 7,200 examples are trained on, padded to 32 x 32.
    expect(x.subarray(0, 6).toString('latin1')).toBe('\x93NUMPY');
    expect(x.length).toBe(x.readUInt16LE(8) + 10 + 7200 * 32 * 32 * 4);
  });

  it.each(['lenet-5', 'lenet-5-1998', 'mlp'])('brings the weights of %s back as they went', async (id) => {
    const given = template(id, {
      epochs: 1,
      ...(id === 'lenet-5-1998' && { loss: { kind: 'categoricalCrossentropy' } }),
    });
    const job = await prepareJob(given);
    const place = join(folder, `weights-${id}`);
    await writeJob(place, job, { engine: 'torchrun', workers: 1 });
    const tensors = readSafetensors(await readFile(join(place, 'weights.safetensors')));
    for (const { key, name, back } of weightLayouts(job.network))
      expect(back(tensors.get(name)!), key).toEqual(job.network.weights.get(key));
  });

  it('refuses what its program does not do, and says what it does', async () => {
    await expect(prepareJob(template('lenet-5', { optimizer: { kind: 'lion' } }))).rejects.toThrow(
      /does not train with Lion.*AdamW/,
    );
    await expect(prepareJob(template('lenet-5', { earlyStopping: {} }))).rejects.toThrow(/stop early/);
    await expect(
      prepareJob(template('lenet-5', { transfer: { source: { base: 'cifar-8' } } })),
    ).rejects.toThrow(/weights of another network/);
  });

  it('trains on two processes, and becomes a run with its curves', {
    tags: ['torch'],
    timeout: 180_000,
  }, async () => {
    const place = join(folder, 'trained');
    const job = await prepareJob(template('mlp', { epochs: 1, batchSize: 512, validationSplit: 0.4 }));
    await writeJob(place, job, { engine: 'torchrun', workers: 2 });
    const losses: number[] = [];
    const id = await runJob(place, job, {
      engine: 'torchrun',
      workers: 2,
      python,
      runsFolder: join(folder, 'runs'),
      address: null,
      signal: new AbortController().signal,
      onStart: () => {},
      onEpoch: () => {},
      onStep: (_step, loss) => losses.push(loss),
    });
    const run = join(folder, 'runs', id);
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
    expect(record).toMatchObject({ state: 'finished', backend: 'torchrun' });
    expect(record.epochs).toHaveLength(1);
    expect(losses).toHaveLength(job.steps);
    expect((await readSteps(run)).map(({ step }) => step)).toEqual(losses.map((_, at) => at + 1));
    // It learns: from the loss of guessing, -ln(1/10).
    expect(losses[0]).toBeGreaterThan(2);
    expect(losses.at(-1)).toBeLessThan(1.9);

    // The same in bfloat16, whose numbers have eight bits: near, and not the same.
    const half = await prepareJob(
      template('mlp', { epochs: 1, batchSize: 512, validationSplit: 0.4 }),
      'bf16',
    );
    const other = join(folder, 'bf16');
    await writeJob(other, half, { engine: 'torchrun', workers: 1 });
    const rounded: number[] = [];
    await runJob(other, half, {
      engine: 'torchrun',
      workers: 1,
      python,
      runsFolder: join(folder, 'runs'),
      address: null,
      signal: new AbortController().signal,
      onStart: () => {},
      onEpoch: () => {},
      onStep: (_step, loss) => rounded.push(loss),
    });
    expect(rounded).toHaveLength(losses.length);
    expect(rounded).not.toEqual(losses);
    for (const [at, loss] of rounded.entries()) expect(Math.abs(loss - losses[at]!)).toBeLessThan(0.02);
  });
});
