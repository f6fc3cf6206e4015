import { serve } from '../protocol/serve.ts';
import type { Transport } from '../protocol/transport.ts';
import { createEngine, defaultQueueFolder, type Engine } from './engine.ts';
import { withoutPlacesOn } from './places.ts';

let engine: Engine | null = null;

/**
 * Serves this process's engine on a wire, and makes it with the first. Training goes on when a wire closes: who
 * connects next finds it. Returns the function that ends the service on this wire.
 */
export function startEngine(transport: Transport): () => void {
  engine ??= createEngine({ queueFolder: defaultQueueFolder() });
  return serve(withoutPlacesOn(transport), engine.handlers, engine.events);
}
