import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../../src/engine/engine.ts';
import { createClient } from '../../../src/protocol/connect.ts';
import { createPair } from '../../../src/protocol/pair.ts';
import { serve } from '../../../src/protocol/serve.ts';

/** An engine with a folder of its own, and a client on an in-process wire. */
export async function openEngine(backend: string) {
  const folder = await mkdtemp(join(tmpdir(), 'convas-reliability-'));
  const engine = createEngine({ backend, runsFolder: join(folder, 'runs') });
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
