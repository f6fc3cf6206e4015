import type { Emitter } from '../protocol/emitter.ts';
import type { Handlers } from '../protocol/serve.ts';
import { createContext } from './create-context.ts';
import type { EngineOptions } from './engine-options.ts';
import { allHandlers } from './handlers/all.ts';
import { explainingErrors } from './handlers/explain-errors.ts';

/** The engine without a wire: `serve(transport, engine.handlers, engine.events)` puts it on one. */
export interface Engine {
  readonly handlers: Handlers;
  readonly events: Emitter;
  /** Where a run is on disk. @throws EngineError `no-such-run` */
  folderOf(run: string): Promise<string>;
  /** Leaves the queue to other processes. */
  close(): Promise<void>;
}

export function createEngine(options: EngineOptions = {}): Engine {
  const context = createContext(options);
  const { events, store, queue, dataVersions } = context;
  return {
    events,
    folderOf: (run) => store.folderOf(run),
    async close() {
      await queue.close();
      await dataVersions.close();
    },
    handlers: explainingErrors(allHandlers(context)),
  };
}
