import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { chainDocument } from './documents.ts';
import { ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

it('a run that trains flat out answers looks at its weights within a few steps, and trains on', async () => {
  const bench = await openBench();
  const { client } = bench;
  const data = await writeStripes(join(bench.folder, 'stripes'));
  let steps = 0;
  const first = new Promise<void>((resolve) => {
    client.on('train.batches', (report) => {
      steps = report.steps.at(-1)!;
      resolve();
    });
  });
  const document = serializeDocument(chainDocument(tinyNetwork, { epochs: 100_000, batchSize: 8 }, data));
  const { run } = await client.call('train.start', { document });
  await first;
  const image = { height: 8, width: 8, channels: 1 as const, data: new Uint8Array(64).fill(90) };
  const look = () => client.call('insight.show', { run, view: 'feature-maps', layer: 'conv', image });
  const before = steps;
  const rounds = 40;
  for (let round = 0; round < rounds; round++) {
    const [maps] = await Promise.all([
      look(),
      client.call('insight.show', { run, view: 'prediction', image }),
    ]);
    expect(maps.figures).toMatchObject([{ figure: 'maps', shape: [3, 3, 4] }]);
  }
  // Reports of steps are sent together: the last one may be some steps late.
  expect((steps - before) / rounds).toBeLessThan(10);

  const pending = Array.from({ length: 200 }, look);
  for (const call of pending.slice(0, -1)) call.cancel();
  const outcomes = await Promise.allSettled(pending);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const then = steps;
  await expect.poll(() => steps).toBeGreaterThan(then);
  const end = ending(client);
  await client.call('train.stop', { run });
  expect((await end).state).toBe('stopped');
  await bench.close();
});
