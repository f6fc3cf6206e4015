import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { SweepInfo } from '../../src/protocol/sweeps.ts';
import { workshop, writeBars } from './harness.ts';

const { path, json, refusal } = workshop();
const env = { CONVAS_KERNELS: 'default' };

it('trains a sweep from a folder as Slurm and Ray do, to the same bits as the local queue, and what is missing', async () => {
  const bars = await writeBars(path('bars'));
  const asked = ['sweep', 'tiny-cnn', '--dataset', bars, '--epochs', '1', '--vary', 'training.seed=1,2'];
  const local = await json<SweepInfo>(asked, env);
  const folder = path('shared');
  const elsewhere = [...asked, '--on', 'slurm', '--out', folder];
  const planned = await json<SweepInfo>(elsewhere, env);
  expect(planned.points.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  expect(await readFile(path('shared', 'slurm.sh'), 'utf8')).toContain('#SBATCH --array=1,2');

  const run = (point: string) =>
    promisify(execFile)('sh', [path('shared', 'run-point.sh'), point], {
      env: { ...process.env, ...env, CONVAS_HOME: path('node') },
    });
  await run('1');
  const half = await json<SweepInfo>(elsewhere, env);
  expect(half.points.map(({ state }) => state)).toEqual(['trained', 'waiting']);
  await run('2');
  // Trained already: nothing happens.
  const before = await readFile(path('shared', 'runs', '1', 'run.json'), 'utf8');
  await run('1');
  expect(await readFile(path('shared', 'runs', '1', 'run.json'), 'utf8')).toBe(before);

  const done = await json<SweepInfo>(elsewhere, env);
  expect(done.state).toBe('finished');
  const scores = ({ points }: SweepInfo) =>
    points.map(({ score, params, epochs }) => ({ score, params, epochs }));
  expect(scores(done)).toEqual(scores(local));
  for (const [at, point] of done.points.entries()) {
    const here = await readCheckpoint(path('home', 'runs', local.points[at]!.run!));
    const there = await readCheckpoint(point.run!);
    expect(there!.weights).toEqual(here!.weights);
  }

  await writeFile(path('shared', 'sweep.json'), '{}');
  expect(await refusal(elsewhere)).toMatch(/holds another sweep/);
  await rm(folder, { recursive: true });
  expect(await refusal([...asked, '--on', 'ray'], 2)).toMatch(/--out/);
}, 120_000);
