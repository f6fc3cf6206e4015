import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import { createRunStore } from '../engine/runs/run-store.ts';
import { createPoints } from '../engine/sweeps/create-points.ts';
import { figuresOf } from '../engine/sweeps/score.ts';
import { codeOf } from '../files/errors.ts';
import { readText } from '../files/read.ts';
import { pointScript, rayProgram, slurmScript } from '../job/code/sweep.ts';
import { type SweepInfo, type SweepPoint, sweepInfo } from '../protocol/sweeps.ts';
import { documentOf, type SweepPlan } from '../sweep/plan.ts';
import type { SweepSpec } from '../sweep/spec.ts';
import { message } from '../text/message.ts';
import { CliError } from './output.ts';
import { writeFolder } from './write.ts';

/** What can train a sweep's combinations on many machines. */
export const clusters = ['ray', 'slurm'] as const;
export type Cluster = (typeof clusters)[number];

const fileSchema = z.object({
  format: z.literal('convas-sweep-folder'),
  version: z.literal(1),
  sweep: sweepInfo,
});

async function storedSweep(folder: string): Promise<SweepInfo | null> {
  try {
    return fileSchema.parse(JSON.parse(await readText(join(folder, 'sweep.json')))).sweep;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new CliError(message('cli.sweep-folder', { folder }));
  }
}

/** How this command line is started. */
const ownCommand = (): readonly string[] => [process.execPath, process.argv[1]!];

/**
 * Writes a sweep as a folder that any machine with Convas can train a combination of; one that is there already is gone
 * on with, where it is of the same sweep.
 * @throws CliError where it is of another
 */
export async function sweepFolder(
  folder: string,
  document: ConvasDocument,
  spec: SweepSpec,
  plan: SweepPlan,
): Promise<SweepInfo> {
  const before = await storedSweep(folder);
  if (before) {
    if (JSON.stringify(before.spec) === JSON.stringify(spec)) return before;
    throw new CliError(message('cli.sweep-folder', { folder }));
  }
  const points = await createPoints(document, plan.points);
  const sound = points.filter(({ state }) => state === 'waiting');
  if (sound.length === 0)
    throw new CliError(message('runs.no-combination', { why: points[0]?.message ?? '' }));
  const name = document.name || 'sweep';
  const sweep: SweepInfo = {
    sweep: resolve(folder),
    name,
    startedAt: new Date().toISOString(),
    state: 'stopped',
    message: '',
    spec,
    rungs: [...plan.rungs],
    rung: 0,
    points,
  };
  await writeFolder(folder, [
    ...sound.map(({ point, values }) => ({
      name: `points/${point}.convas`,
      bytes: serializeDocument({ ...documentOf(document, values, null), name: `${name}, ${point}` }),
    })),
    { name: 'run-point.sh', bytes: pointScript(ownCommand()) },
    { name: 'submit.py', bytes: rayProgram },
    {
      name: 'slurm.sh',
      bytes: slurmScript(
        name,
        sound.map(({ point }) => point),
      ),
    },
    {
      name: 'sweep.json',
      bytes: `${JSON.stringify({ format: 'convas-sweep-folder', version: 1, sweep })}\n`,
    },
  ]);
  return sweep;
}

/** The sweep with what its runs came to so far. */
export async function collectPoints(folder: string, sweep: SweepInfo): Promise<SweepInfo> {
  const store = createRunStore({ folder: join(folder, 'runs'), byPath: true });
  const points = await Promise.all(
    sweep.points.map(async (point): Promise<SweepPoint> => {
      if (point.state === 'invalid') return point;
      try {
        const place = resolve(folder, 'runs', point.point);
        const { record } = await store.read(place);
        const figures = { ...figuresOf(record), run: place, rung: 0, message: record.message };
        if (record.state === 'finished' || record.state === 'stopped')
          return { ...point, ...figures, state: 'trained' };
        return record.state === 'diverged' || record.state === 'failed'
          ? { ...point, ...figures, state: 'failed', score: null }
          : point;
      } catch {
        // It has not begun.
        return point;
      }
    }),
  );
  const waits = points.some(({ state }) => state === 'waiting');
  return { ...sweep, points, state: waits ? 'stopped' : 'finished' };
}

const endedSchema = z.object({ point: z.string(), status: z.int(), printed: z.string(), node: z.string() });
export type Ended = z.output<typeof endedSchema>;

/**
 * Trains what is missing on Ray, and resolves when all of it has ended.
 * @throws CliError where Python or Ray is not available
 */
export function trainOnRay(
  folder: string,
  points: readonly string[],
  address: string | undefined,
  onEnded: (ended: Ended) => void,
): Promise<void> {
  const command = process.env['CONVAS_PYTHON'] || 'python3';
  return new Promise((done, reject) => {
    const child = spawn(command, ['submit.py', ...points], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(address !== undefined && { RAY_ADDRESS: address }) },
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      try {
        onEnded(endedSchema.parse(JSON.parse(line)));
      } catch {
        // Ray itself prints there, too.
      }
    });
    child.on('error', () => reject(new CliError(message('job.no-python', { command }))));
    child.on('close', (code) => {
      const reason = printed.trim().split('\n').at(-1) || `exit code ${code}`;
      if (code === 0) done();
      else reject(new CliError(message('cli.ray-failed', { command, reason })));
    });
  });
}
