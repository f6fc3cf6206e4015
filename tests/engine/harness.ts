import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import { type StartThread, startThread } from '../../src/engine/feeding/start-thread.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import type { EventData } from '../../src/protocol/events.ts';
import type { Verification } from '../../src/protocol/export.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { serve } from '../../src/protocol/serve.ts';
import { sentence } from '../../src/text/message.ts';
import { testBackend } from '../support/backend.ts';

export interface Bench {
  readonly client: EngineClient;
  readonly folder: string;
  close(): Promise<void>;
}

/** The thread that ships; a test in which it fails is not to pass without it. */
const surely: StartThread = (bell) =>
  startThread(bell).on('error', (error) => {
    throw error;
  });

/** An engine with a folder of its own, over the in-process wire, on the backend of the tests. */
export async function openBench(options: EngineOptions = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'convas-engine-'));
  const engine = createEngine({
    backend: testBackend,
    runsFolder: join(folder, 'runs'),
    startThread: surely,
    ...options,
  });
  const [near, far] = createPair();
  const end = serve(far, engine.handlers, engine.events);
  const client = createClient(near);
  return {
    client,
    folder,
    async close() {
      client.close();
      end();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A run's model as TensorFlow.js takes it, in memory. */
export async function exportModel(client: EngineClient, run: string, verify: boolean) {
  const asked = { source: { run }, format: 'tfjs', verify, language: 'en' } as const;
  const { export: id, files, verified } = await client.call('export.write', asked);
  const read = files.map(async ({ path, bytes: size }) => {
    const { bytes } = await client.call('export.read', { export: id, path, offset: 0 });
    expect(bytes).toHaveLength(size);
    return { name: path, bytes };
  });
  return { files: await Promise.all(read), verified };
}

/** Of an exported model to the engine's own outputs, in any runtime; not a number where one does not agree. */
export const largestDifference = (verified: readonly Verification[]): number =>
  Math.max(...verified.map((each) => (each.state === 'agrees' ? each.maxAbsDiff : Number.NaN)));

/** Resolves when a run comes into that state. Subscribe before it can. */
export function entering(client: EngineClient, state: EventData<'train.state'>['state']): Promise<void> {
  return new Promise((resolve) => {
    const off = client.on('train.state', (event) => {
      if (event.state !== state) return;
      off();
      resolve();
    });
  });
}

const settled = new Set(['finished', 'stopped', 'diverged', 'failed']);

/** Resolves with the event that ends the run. Subscribe before the run starts. */
export function ending(
  client: EngineClient,
): Promise<EventData<'train.state'> & { readonly message: string }> {
  return new Promise((resolve) => {
    const off = client.on('train.state', (event) => {
      if (!settled.has(event.state)) return;
      off();
      resolve({ ...event, message: sentence(event.message) });
    });
  });
}
