import { spawn } from 'node:child_process';
import { EngineError } from '../../protocol/client.ts';
import type { Axis } from '../../sweep/plan.ts';
import { valuesOf } from '../../sweep/ranges.ts';
import type { EndedTrial, Values } from '../../sweep/search/propose.ts';
import type { SweepValue } from '../../sweep/spec.ts';
import { message } from '../../text/message.ts';
import { optunaCode } from './optuna-code.ts';

/** Milliseconds. */
const patience = 120_000;

/** Exit status where Python has no Optuna. */
const moduleMissing = 3;

function run(request: unknown): Promise<string> {
  const command = process.env['CONVAS_PYTHON'] || 'python3';
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['-I', '-c', optunaCode], { stdio: ['pipe', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    let [printed, output] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
    child.stdin.on('error', () => {});
    child.on('error', () => {
      clearTimeout(timer);
      reject(new EngineError('sweep', message('sweep.no-optuna', { command })));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) return resolve(printed);
      const why = output.trim().split('\n').at(-1) || `exit code ${code}`;
      const detail =
        code === moduleMissing
          ? message('sweep.no-optuna', { command })
          : message('sweep.optuna-failed', { command, why });
      reject(new EngineError('sweep', detail));
    });
    child.stdin.end(JSON.stringify(request));
  });
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A value as Optuna counts it: of a list its place, of an interval itself; null where it is outside. */
function place({ range, target }: Axis, value: SweepValue | undefined): number | null {
  if (range.kind !== 'values') {
    const [low, high] = [Math.min(range.from, range.to), Math.max(range.from, range.to)];
    return typeof value === 'number' && value >= low && value <= high ? value : null;
  }
  const at = valuesOf(range, target).findIndex((other) => same(other, value));
  return at < 0 ? null : at;
}

/**
 * Combinations that Optuna's TPE would try next (several goals: MOTPE), the likeliest to be new last to be used up.
 * @param goals how many each trial has
 * @throws EngineError `sweep` where Python or Optuna is not available
 */
export async function askOptuna(
  axes: readonly Axis[],
  tried: readonly EndedTrial[],
  goals: number,
  seed: number,
  count: number,
): Promise<readonly Values[]> {
  const answer = await run({
    axes: axes.map(({ range, target }) =>
      range.kind === 'values'
        ? { count: valuesOf(range, target).length }
        : {
            low: Math.min(range.from, range.to),
            high: Math.max(range.from, range.to),
            log: range.kind === 'log',
            integer: target.type === 'integer',
          },
    ),
    // Values outside the ranges, as the network itself may have them, are not Optuna's to learn from.
    tried: tried.map((trial) => ({
      params: axes.map((axis) => place(axis, trial.values[axis.path])),
      goals: trial.goals,
    })),
    goals,
    seed,
    count,
  });
  const chosen = JSON.parse(answer) as readonly (readonly number[])[];
  return chosen.map((places) =>
    Object.fromEntries(
      axes.map(({ path, range, target }, at) => {
        const value = places[at]!;
        if (range.kind === 'values') return [path, valuesOf(range, target)[value]!];
        return [path, target.type === 'integer' ? Math.round(value) : Number(value.toPrecision(3))];
      }),
    ),
  );
}
