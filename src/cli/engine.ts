import { createEngine, defaultRunsFolder, type EngineOptions } from '../engine/engine.ts';
import { printable } from '../files/printable.ts';
import type { EngineClient } from '../protocol/client.ts';
import { createClient } from '../protocol/connect.ts';
import { createPair } from '../protocol/pair.ts';
import { serve } from '../protocol/serve.ts';
import { sentence } from '../text/message.ts';

export const runsFolder = defaultRunsFolder;

export interface OpenEngine {
  readonly client: EngineClient;
  /** Where a run is on disk. */
  directoryOf(run: string): Promise<string>;
}

/** Does some work with an engine in this process, reached through the same protocol as any other. */
export async function withEngine<T>(
  options: Pick<EngineOptions, 'backend' | 'step' | 'out' | 'load'>,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const engine = createEngine({ ...options, runsByPath: true });
  const [near, far] = createPair();
  const stop = serve(far, engine.handlers, engine.events);
  try {
    const client = createClient(near);
    client.on('engine.note', ({ message }) => void process.stderr.write(`${printable(sentence(message))}\n`));
    return await work({ client, directoryOf: (run) => engine.folderOf(run) });
  } finally {
    stop();
  }
}
