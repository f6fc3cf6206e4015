import { inspect } from 'node:util';
import { explanationOf } from '../files/errors.ts';
import { printableLines } from '../files/printable.ts';
import { kernelsToLoad, type RestartRequest } from '../protocol/restart.ts';
import { serve } from '../protocol/serve.ts';
import type { Transport } from '../protocol/transport.ts';
import { message } from '../text/message.ts';
import { createEngine, type Engine } from './engine.ts';
import { defaultQueueFolder } from './engine-options.ts';
import { hidePathsOn } from './hide-paths.ts';
import { surviveErrors } from './survive.ts';

let engine: Engine | null = null;

/** The engine of a process that serves nothing else. */
function makeEngine(ask: (request: RestartRequest) => void): Engine {
  const made = createEngine({
    queueFolder: defaultQueueFolder(),
    load: kernelsToLoad(process.env),
    measureWhenIdle: true,
    restart: (load) => ask({ type: 'restart', load }),
  });
  surviveErrors((error) => {
    process.stderr.write(`${printableLines(inspect(error))}\n`);
    made.events.emit('engine.note', {
      message: message('engine.unexpected', { detail: explanationOf(error) }),
    });
  });
  return made;
}

/**
 * Serves this process's engine on a wire, and makes it with the first. Training goes on when a wire closes: who
 * connects next finds it. Returns the function that ends the service on this wire.
 * @param ask asks the process that keeps this one
 */
export function startEngine(transport: Transport, ask: (request: RestartRequest) => void): () => void {
  engine ??= makeEngine(ask);
  return serve(hidePathsOn(transport), engine.handlers, engine.events);
}
