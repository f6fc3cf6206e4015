import { createEngine } from '../engine/engine.ts';
import { defaultRunsFolder, type EngineOptions } from '../engine/engine-options.ts';
import { printable } from '../files/printable.ts';
import type { EngineClient } from '../protocol/client.ts';
import { createClient } from '../protocol/connect.ts';
import { createPair } from '../protocol/pair.ts';
import { serve } from '../protocol/serve.ts';
import { message, sentence } from '../text/message.ts';
import { CliError } from './output.ts';
import { remoteAddress, remoteClient } from './remote/client.ts';

export const runsFolder = defaultRunsFolder;

export interface OpenEngine {
  readonly client: EngineClient;
  /** Where a run is on disk; on another machine its ID. */
  directoryOf(run: string): Promise<string>;
}

const notify = (detail: string): void => void process.stderr.write(`${printable(detail)}\n`);

/** Does some work with the engine on another machine. @throws CliError for what only an engine here can know */
async function withRemote<T>(
  address: string,
  { backend, step, out }: EngineChoice,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const local = Object.entries({ backend, step, out }).find(([, value]) => value !== undefined);
  if (local) throw new CliError(message('cli.option-of-this-machine', { option: `--${local[0]}` }), 2);
  const client = await remoteClient(address, (detail) => notify(`convas: ${detail}`));
  try {
    client.on('engine.note', ({ message: note }) => notify(sentence(note)));
    return await work({ client, directoryOf: async (run) => run });
  } finally {
    client.close();
  }
}

type EngineChoice = Pick<EngineOptions, 'backend' | 'step' | 'out' | 'load' | 'runsFolder'>;

/**
 * Does some work with an engine in this process, reached through the same protocol as any other; or with one on another
 * machine, where one was named.
 */
export async function withEngine<T>(
  options: EngineChoice,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const address = remoteAddress();
  if (address !== null) return withRemote(address, options, work);
  const engine = createEngine({ ...options, runsByPath: true });
  const [near, far] = createPair();
  const stop = serve(far, engine.handlers, engine.events);
  try {
    const client = createClient(near);
    client.on('engine.note', ({ message: note }) => notify(sentence(note)));
    return await work({ client, directoryOf: (run) => engine.folderOf(run) });
  } finally {
    stop();
  }
}
