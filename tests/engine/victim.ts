import { createEngine } from '../../src/engine/engine.ts';
import type { CallContext } from '../../src/protocol/serve.ts';

/*
 * `victim.mjs BACKEND STEP RUNS RESUME DOCUMENT`: trains until it is killed, telling its parent of every state
 * and epoch. RESUME is a run, or empty.
 */

const [, , backend, step, runsFolder, resume, document] = process.argv;
const { handlers, events } = createEngine({ backend, step: step as 'compiled' | 'eager', runsFolder });
events.on('train.state', ({ run, state }) => process.send!({ run, state }));
events.on('train.epoch', ({ run, record }) => process.send!({ run, epoch: record.epoch }));
const context: CallContext<'train.start'> = {
  progress: () => {},
  canceled: () => false,
  onCancel: () => {},
};
await handlers['train.start']({ document: document!, resume: resume || null, from: null }, context);
