// @module-tag native

import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { StepMode } from '../../src/engine/model/open-stepper.ts';
import { sentence } from '../../src/text/message.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

const benches: Bench[] = [];
afterAll(() => Promise.all(benches.map((bench) => bench.close())));

async function open(step?: StepMode) {
  const bench = await openBench({ backend: 'native', ...(step && { step }) });
  benches.push(bench);
  const data = await writeStripes(join(bench.folder, 'stripes'));
  const train = async (epochs: number, resume: string | null = null) => {
    const document = serializeDocument(
      chainDocument(tinyNetwork, { epochs, batchSize: 10, validationSplit: 0 }, data),
    );
    const messages: string[] = [];
    const off = bench.client.on('train.state', ({ message }) => messages.push(sentence(message)));
    const end = ending(bench.client);
    const { run } = await bench.client.call('train.start', { document, resume });
    expect((await end).state).toBe('finished');
    off();
    return { run, messages, step: (await bench.client.call('runs.get', { run })).summary.step };
  };
  return { train };
}

let automatic: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  automatic = await open();
});

it('a run of few steps runs op by op, says why, and is compiled once it is made longer', async () => {
  const { run, messages, step } = await automatic.train(1);
  expect(step).toBe('eager');
  expect(messages.join('\n')).toMatch(/The run has \d+ steps, too few for compiling to pay off/);
  expect((await automatic.train(20, run)).step).toBe('compiled');
});

it('a run of few steps is compiled where that is asked for', async () => {
  const { train } = await open('compiled');
  expect((await train(1)).step).toBe('compiled');
});
