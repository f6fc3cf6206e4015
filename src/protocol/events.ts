import { z } from 'zod';
import { textSchema } from '../text/schema.ts';
import { batchReport, epochRecord, pretrainedLayer, pretrainingReport, runState, scores } from './data.ts';
import { probeFrame } from './evaluation.ts';
import { healthRow } from './health.ts';
import { kernelState } from './kernels.ts';
import { queueState, sweepInfo } from './sweeps.ts';

/** The engine's events. */
export const events = {
  /** Something is done in another way than asked for, and why, in words; `alert` where a person may lose work by it. */
  'engine.note': z.object({ message: textSchema, alert: z.literal(true).optional() }),
  /** This engine is about to end, and another takes its place: nothing has gone wrong. */
  'engine.restarts': z.object({}),
  /** The kernels were measured, or are being. */
  'engine.kernels': z.object({ state: kernelState.nullable() }),
  'train.state': z.object({
    run: z.string(),
    state: runState,
    /** What happened, in words; empty in the normal course. */
    message: textSchema,
    /** The layer concerned (divergence), by id. */
    layer: z.string().nullable(),
    /** With a run's first state: the item of the queue that it was. */
    item: z.string().optional(),
  }),
  /** Before the first epoch, where the settings ask for it: how far the pretraining is. */
  'train.pretraining': pretrainingReport,
  /** After each epoch of a layer's pretraining: what has come of it so far. */
  'train.pretrained': z.object({ run: z.string(), record: pretrainedLayer }),
  'train.batches': batchReport,
  /** Gradients and activations: some times in the first epoch, then after each, and where the run diverges. */
  'train.health': z.object({ run: z.string(), row: healthRow }),
  'train.epoch': z.object({ run: z.string(), record: epochRecord }),
  /** What a run leaves on disk could not be written, in words; an empty text when it could again. */
  'train.unsaved': z.object({ run: z.string(), message: textSchema }),
  'train.test': scores.extend({ run: z.string() }),
  'queue.changed': queueState,
  'sweep.changed': z.object({ sweep: sweepInfo }),
  'probe.frame': probeFrame,
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<N extends EventName> = z.output<Events[N]>;
