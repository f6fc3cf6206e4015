import { expect, it } from 'vitest';
import { newDocument } from './create.ts';
import { parseDocument } from './parse.ts';
import { serializeDocument } from './serialize.ts';

const written = JSON.parse(serializeDocument(newDocument('head')));
const withTransfer = (transfer: object): string =>
  JSON.stringify({ ...written, training: { ...written.training, transfer } });

it.each([
  ['base:cifar-8', { base: 'cifar-8' }],
  ['2026-01-02-030405-lenet', { run: '2026-01-02-030405-lenet' }],
])('reads %s as a typed source, and writes it as it was', (run, source) => {
  const parsed = parseDocument(withTransfer({ run, steps: 40 }));
  expect(parsed).toMatchObject({
    ok: true,
    notices: [],
    document: { training: { transfer: { source, steps: 40 } } },
  });
  const { training } = JSON.parse(serializeDocument((parsed as { document: typeof written }).document));
  expect(training.transfer).toEqual({ cacheFeatures: true, run, steps: 40, variants: 8 });
});

it('names the field of a source that is none, and one that it does not know', () => {
  expect(JSON.stringify(parseDocument(withTransfer({ run: 5 })))).toContain('training.transfer.run');
  expect(parseDocument(withTransfer({ run: 'x', source: {} }))).toMatchObject({
    ok: true,
    notices: [{ values: { field: 'training.transfer.source' } }],
  });
});
