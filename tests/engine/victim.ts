import { createEngine } from '../../src/engine/engine.ts';
import type { CallContext } from '../../src/protocol/serve.ts';

/*
 * `victim.mjs BACKEND RUNS RESUME DOCUMENT`: trains until it is killed, telling its parent of every state
 * and epoch. RESUME is a run, or empty.
 */

const [, , backend, runsFolder, resume, document] = process.argv;
const { handlers, events } = createEngine({ backend, runsFolder });
events.on('train.state', ({ state }) => process.send!(state));
events.on('train.epoch', ({ run, record }) => process.send!({ run, epoch: record.epoch }));
const context: CallContext<'train.start'> = {
  progress: () => {},
  cancelled: () => false,
  onCancel: () => {},
};
await handlers['train.start']({ document: document!, resume: resume || null }, context);
