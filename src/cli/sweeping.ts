import type { ConvasDocument } from '../document/schema.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../protocol/sweeps.ts';
import { readRange } from '../sweep/ranges.ts';
import type { SweepSpec } from '../sweep/spec.ts';
import { targetOf, targetsOf } from '../sweep/targets.ts';
import { message } from '../text/message.ts';
import { onInterrupt } from './interrupt.ts';
import { CliError } from './output.ts';

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
function over(client: EngineClient, started: Promise<SweepInfo>, tell: (sweep: SweepInfo) => void) {
  return new Promise<SweepInfo>((resolve, reject) => {
    client.on('sweep.changed', ({ sweep }) => {
      tell(sweep);
      if (sweep.state === 'running') return;
      // What trains when it is stopped is waited for.
      void client.call('queue.list', {}).then(({ items }) => {
        if (items.length === 0) resolve(sweep);
      }, reject);
    });
    client.onClose((reason) => reject(new CliError(message('cli.engine-gone', { reason }))));
    // One that was finished already changes no more.
    started.then((sweep) => sweep.state !== 'running' && resolve(sweep), reject);
  });
}

/** Follows a sweep to its end; an interrupt stops it after the training under way. */
export function followSweep(
  client: EngineClient,
  begin: () => Promise<SweepInfo>,
  tell: (sweep: SweepInfo) => void,
  stopping: () => void,
): Promise<SweepInfo> {
  let latest: SweepInfo | null = null;
  const starting = begin();
  const ending = over(client, starting, (now) => {
    latest = now;
    tell(now);
  });
  const release = onInterrupt(() => {
    stopping();
    if (latest) client.call('sweep.stop', { sweep: latest.sweep }).catch(() => {});
  });
  return ending.finally(release);
}
