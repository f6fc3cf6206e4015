// @module-tag native

import { fork } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { sentence } from '../../src/text/message.ts';
import { chainDocument } from './documents.ts';

const tiny = serializeDocument(
  chainDocument(
    [
      ['input', { shape: [28, 28, 1] }],
      ['averagePooling2d', { poolSize: [4, 4], strides: [4, 4] }],
      ['flatten'],
      ['dense', { units: 10, activation: 'softmax' }],
    ],
    { epochs: 1, batchSize: 2000 },
  ),
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-deadly-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Life {
  readonly states: readonly { readonly state: string; readonly message: string }[];
  readonly signal: NodeJS.Signals | null;
}

/** An engine that trains in a process whose compiled step kills it. */
function live(): Promise<Life> {
  const env = {
    ...process.env,
    CONVAS_VICTIM_RUNS: join(folder, 'runs'),
    CONVAS_VICTIM_DOCUMENT: tiny,
  };
  const child = fork(join(import.meta.dirname, 'deadly.mjs'), [], { env });
  const states: { state: string; message: string }[] = [];
  child.on('message', (message: { state: string; message: string }) => states.push(message));
  return new Promise((resolve) => child.on('exit', (_code, signal) => resolve({ states, signal })));
}

it('a compiled step that ends the engine twice is not tried a third time', async () => {
  expect((await live()).signal).toBe('SIGSEGV');
  const notes = join(folder, 'first-steps');
  const [note, ...more] = await readdir(notes);
  expect(more).toEqual([]);
  // The second time would be the same again, of another process.
  await writeFile(join(notes, note!.replace(/-\d*$/, '-1')), '');
  const { states, signal } = await live();
  expect(signal).toBeNull();
  expect(states.at(-1)!.state).toBe('finished');
  expect(sentence(states.find(({ state }) => state === 'running')!.message)).toMatch(
    /^The compiled step of this network has ended the engine twice, so it runs op by op/,
  );
});
