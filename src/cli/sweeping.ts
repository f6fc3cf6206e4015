import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../protocol/sweeps.ts';
import { planSweep, type SweepPlan } from '../sweep/plan.ts';
import { readRange } from '../sweep/ranges.ts';
import type { SweepSpec } from '../sweep/spec.ts';
import { targetOf, targetsOf } from '../sweep/targets.ts';
import { message, sentence } from '../text/message.ts';
import type { Context } from './command.ts';
import { loadDocument, withData } from './document.ts';
import { withEngine } from './engine.ts';
import { fixed, percent } from './figures.ts';
import { onInterrupt } from './interrupt.ts';
import { ensureKernels } from './kernels.ts';
import { CliError } from './output.ts';
import { withPreparedData } from './prepare-data.ts';
import { type Bar, progressBar } from './progress.ts';

type Backend = NonNullable<Parameters<typeof withEngine>[0]['backend']>;

/** A document with the data and the epochs that a command names. @throws CliError */
export async function loadVaried(
  { stderr }: Context,
  reference: string,
  { dataset, epochs }: { readonly dataset?: string; readonly epochs?: number },
): Promise<ConvasDocument> {
  const loaded = withData(await loadDocument(reference, stderr), dataset);
  return { ...loaded, training: { ...loaded.training, epochs: epochs ?? loaded.training.epochs } };
}

/** What a spec amounts to. @throws CliError where it cannot be laid out */
export function checkedPlan(document: ConvasDocument, spec: SweepSpec): SweepPlan {
  const reading = planSweep(document, spec);
  if ('wrong' in reading) throw new CliError(sentence(reading.wrong), 2);
  return reading.plan;
}

/** Fetches the data that the document names, then starts the sweep. */
export async function beginSweep(
  client: EngineClient,
  document: ConvasDocument,
  spec: SweepSpec,
  bar: Bar,
): Promise<SweepInfo> {
  const ready = await withPreparedData(client, document, bar);
  return (await client.call('sweep.start', { document: serializeDocument(ready), spec })).sweep;
}

/** Does some work with an engine and a progress bar; both end with it. */
export async function withSweepEngine<T>(
  { stderr }: Context,
  backend: Backend | undefined,
  work: (client: EngineClient, bar: Bar) => Promise<T>,
): Promise<T> {
  await ensureKernels(stderr, backend);
  const bar = progressBar(stderr);
  try {
    return await withEngine({ backend }, ({ client }) => work(client, bar));
  } finally {
    bar.end();
  }
}

/** How many combinations have ended, and the best score of them. */
export const progressOf = ({
  points,
}: SweepInfo): { readonly settled: number; readonly best: number | null } => ({
  settled: points.filter(({ state }) => state !== 'waiting').length,
  best: ranked(points)[0]?.score ?? null,
});

/** Whether scores are accuracies. */
export const scoresAreAccuracies = ({ points }: SweepInfo): boolean =>
  points.some(({ last }) => last?.accuracy != null);

export const scoreText = (score: number, accurate: boolean): string =>
  accurate ? percent(score) : fixed(score, 4);

/** `C1.filters=4,6,8`. @throws CliError */
export function readVary(document: ConvasDocument, vary: string): SweepSpec['varied'][number] {
  const at = vary.indexOf('=');
  if (at < 1) throw new CliError(message('cli.vary-wrong', { text: vary }), 2);
  const path = vary.slice(0, at);
  const target = targetOf(document, path);
  if (!target) {
    const known = targetsOf(document).map((other) => other.path);
    const owner = `${path.split('.')[0]}.`;
    const near = known.filter((other) => other.startsWith(owner));
    throw new CliError(
      message('cli.no-parameter', { path, known: (near.length > 0 ? near : known).join(', ') }),
      2,
    );
  }
  const reading = readRange(vary.slice(at + 1), target);
  if ('wrong' in reading)
    throw new CliError(message('cli.option-wrong', { option: `--vary ${path}`, reason: reading.wrong }), 2);
  return { path: target.path, range: reading.range };
}

/** Of an option that may be given several times. */
export const collect = (given: string, before: readonly string[]): readonly string[] => [...before, given];

/** Best first; what has no score last, in the order of the plan. */
export const ranked = (points: readonly SweepPoint[]): readonly SweepPoint[] =>
  [...points].sort((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY));

/** Resolves when the sweep is over. */
function over(client: EngineClient, started: Promise<SweepInfo>, notify: (sweep: SweepInfo) => void) {
  return new Promise<SweepInfo>((resolve, reject) => {
    client.on('sweep.changed', ({ sweep }) => {
      notify(sweep);
      if (sweep.state === 'running') return;
      // What trains when it is stopped is waited for.
      void client.call('queue.list', {}).then(({ items }) => {
        if (items.length === 0) resolve(sweep);
      }, reject);
    });
    client.onClose((reason) => reject(new CliError(message('cli.engine-gone', { reason }))));
    // One that was finished already changes no longer.
    started.then((sweep) => sweep.state !== 'running' && resolve(sweep), reject);
  });
}

/** Follows a sweep to its end; an interrupt stops it after the training under way. */
export function followSweep(
  client: EngineClient,
  begin: () => Promise<SweepInfo>,
  notify: (sweep: SweepInfo) => void,
  stopping: () => void,
): Promise<SweepInfo> {
  let latest: SweepInfo | null = null;
  const starting = begin();
  const ending = over(client, starting, (now) => {
    latest = now;
    notify(now);
  });
  const release = onInterrupt(() => {
    stopping();
    if (latest) client.call('sweep.stop', { sweep: latest.sweep }).catch(() => {});
  });
  return ending.finally(release);
}
