import { describe, expect, it } from 'vitest';
import { lendable } from './leases.ts';

function counted() {
  let freed = 0;
  return { own: lendable('weights', () => freed++), freed: () => freed };
}

describe('something that is lent', () => {
  it('is freed at once where nobody uses it, and once only', () => {
    const { own, freed } = counted();
    own.retire();
    own.retire();
    expect(freed()).toBe(1);
  });

  it('is freed when the last lease is returned, not before, however often one is returned', () => {
    const { own, freed } = counted();
    const [first, second] = [own.lease(), own.lease()];
    first.release();
    first.release();
    own.retire();
    expect(freed()).toBe(0);
    expect(second.value).toBe('weights');
    second.release();
    second.release();
    expect(freed()).toBe(1);
  });

  it('stays while it is not retired, and is lent no more once it is', () => {
    const { own, freed } = counted();
    own.lease().release();
    expect(freed()).toBe(0);
    own.retire();
    expect(() => own.lease()).toThrow(/retired/);
  });
});
