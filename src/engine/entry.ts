import { messageOf } from '../files/errors.ts';
import { serve } from '../protocol/serve.ts';
import type { Transport } from '../protocol/transport.ts';
import { createEngine, defaultQueueFolder, type Engine } from './engine.ts';
import { withoutPlacesOn } from './places.ts';
import { surviveErrors } from './survive.ts';

let engine: Engine | null = null;

/** The engine of a process that serves nothing else. */
function makeEngine(): Engine {
  const made = createEngine({ queueFolder: defaultQueueFolder() });
  surviveErrors((error) => {
    console.error(error);
    const message = `An error inside the engine was not expected: ${messageOf(error)}`;
    made.events.emit('engine.note', { message });
  });
  return made;
}

/**
 * Serves this process's engine on a wire, and makes it with the first. Training goes on when a wire closes: who
 * connects next finds it. Returns the function that ends the service on this wire.
 */
export function startEngine(transport: Transport): () => void {
  engine ??= makeEngine();
  return serve(withoutPlacesOn(transport), engine.handlers, engine.events);
}
