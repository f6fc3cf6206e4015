import { expect, it } from 'vitest';
import type { Split } from '../dataset.ts';
import { compareVersions } from './compare.ts';
import { freezeData } from './freeze.ts';

/** Examples as `[name, value, class]`. */
type Row = readonly [name: string, value: number, label: number];

function version(train: readonly Row[], test: readonly Row[], fingerprint = '0'.repeat(64)) {
  const split = (rows: readonly Row[]): Split => ({
    count: rows.length,
    shape: [2, 2, 1],
    images: Uint8Array.from(rows.flatMap(([, value]) => [value, value, value, value])),
    labels: Uint8Array.from(rows, ([, , label]) => label),
  });
  const origin = (rows: readonly Row[]) => ({
    names: rows.map(([name]) => name),
    sizes: new Int32Array(2 * rows.length).fill(2),
  });
  return freezeData({
    ...{ train: split(train), validation: null, test: split(test), fingerprint },
    ...{ dataset: 'pets', classes: ['cat', 'dog'], target: undefined },
    origins: { train: origin(train), validation: null, test: origin(test) },
  });
}

const train: Row[] = [
  ['a.png', 1, 0],
  ['b.png', 2, 0],
  ['c.png', 3, 1],
  ['d.png', 4, 1],
];
const test: Row[] = [['t.png', 9, 0]];

it('a version has the sha256 of each example, as Python writes it', () => {
  // hashlib.sha256(b'uint8:2x2x1;' + bytes([1] * 4)).hexdigest()[:32]
  expect(version(train, test).splits.train.digests[0]).toBe('6679e142cb9863c93bc1f3209571c7a6');
});

it('the same data are the same, and another order is told', () => {
  expect(compareVersions(version(train, test), version(train, test))).toMatchObject({
    same: true,
    reordered: false,
    counts: { unchanged: 5, added: 0, removed: 0, changed: 0, relabeled: 0, moved: 0 },
  });
  const turned = compareVersions(version(train, test), version([...train].reverse(), test));
  expect(turned).toMatchObject({ same: false, reordered: true, counts: { unchanged: 5 } });
});

it('what was added, removed, changed, relabeled and moved is told by name', () => {
  const now = version(
    [
      ['a.png', 7, 0],
      ['b.png', 2, 1],
      ['new.png', 5, 1],
    ],
    [
      ['t.png', 9, 0],
      ['d.png', 4, 1],
    ],
  );
  const found = compareVersions(version(train, test), now);
  expect(found.counts).toEqual({ unchanged: 1, added: 1, removed: 1, changed: 1, relabeled: 1, moved: 1 });
  expect(found.same).toBe(false);
  expect(found.changed[0]).toMatchObject({ from: { name: 'a.png' }, to: { name: 'a.png' } });
  expect(found.relabeled[0]).toMatchObject({ from: { class: 'cat' }, to: { class: 'dog', name: 'b.png' } });
  expect(found.added).toEqual([{ split: 'train', index: 2, name: 'new.png', class: 'dog' }]);
  expect(found.removed).toEqual([{ split: 'train', index: 2, name: 'c.png', class: 'dog' }]);
  expect(found.moved[0]).toMatchObject({ from: { split: 'train' }, to: { split: 'test', index: 1 } });
});

it('copies of one example are counted, not taken for one another', () => {
  const twins: Row[] = [...train, ['e.png', 1, 0], ['f.png', 1, 0]];
  const found = compareVersions(version(twins, test), version([...train, ['e.png', 1, 0]], test));
  expect(found.counts).toMatchObject({ unchanged: 6, removed: 1, added: 0 });
});
