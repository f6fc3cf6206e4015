import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Figure } from '../../insight/figure.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/**
 * The last figures of a view. Those before are reported where the view lets others have their turn after them; what
 * the next has replaced by then is not.
 */
export async function lastFigures(
  figures: AsyncIterable<readonly Figure[]>,
  report: (figures: readonly Figure[]) => void,
  canceled: () => boolean,
): Promise<readonly Figure[]> {
  const iterator = figures[Symbol.asyncIterator]();
  let latest: readonly Figure[] = [];
  let reported = true;
  try {
    for (;;) {
      const next = iterator.next();
      if (!reported && !(await Promise.race([next.then(() => true), nextTurn(false)]))) {
        report(latest);
        reported = true;
      }
      const { done, value } = await next;
      if (done) return latest;
      if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
      latest = value;
      reported = false;
    }
  } finally {
    await iterator.return?.();
  }
}
