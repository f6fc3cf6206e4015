import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';

/** Work that lasts until it is ended. */
function task() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let started = false;
  return {
    end,
    started: () => started,
    work: () => {
      started = true;
      return ended;
    },
  };
}

describe('a budget', () => {
  it('is never exceeded, whatever is asked for at the same time, and serves in the order of asking', async () => {
    const budget = createBudget(100);
    const order: number[] = [];
    let most = 0;
    const sizes = [60, 30, 100, 20, 50, 1, 99, 0];
    await Promise.all(
      sizes.map((bytes, at) =>
        budget.hold(bytes, 'x', async () => {
          order.push(at);
          most = Math.max(most, budget.held);
          await sleep(2);
        }),
      ),
    );
    expect(most).toBeLessThanOrEqual(100);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(budget.held).toBe(0);
  });

  it('refuses at once what it never has', async () => {
    const budget = createBudget(5_000_000);
    await expect(budget.hold(6_000_000, '/data/x.npz', () => 1)).rejects.toMatchObject({
      code: 'dataset-too-large',
      message:
        '/data/x.npz needs 6 MB of memory, at most 5 MB can be used on this machine. Use less or smaller data.',
    });
    for (const bytes of [Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(budget.hold(bytes, 'x', () => 1)).rejects.toThrow(/at most/);
    }
  });

  it('has its bytes back where the work fails', async () => {
    const budget = createBudget(10);
    await expect(budget.hold(10, 'x', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await budget.hold(10, 'x', () => 'next')).toBe('next');
  });

  it('lets go of one who waits and wants it no more, and serves those behind', async () => {
    const budget = createBudget(10);
    const first = task();
    const holding = budget.hold(6, 'x', first.work);
    let canceled = false;
    const waiting = budget.hold(
      9,
      'x',
      () => 'never',
      () => canceled,
    );
    const behind = budget.hold(4, 'x', () => 'behind');
    canceled = true;
    await expect(waiting).rejects.toMatchObject({ code: 'canceled' });
    expect(await behind).toBe('behind');
    first.end();
    await holding;
    expect(budget.held).toBe(0);
  });
});
