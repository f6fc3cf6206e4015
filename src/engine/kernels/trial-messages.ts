import { z } from 'zod';
import { graphKernels } from '../../protocol/kernels.ts';
import { trialNames } from './trials.ts';

/** A computation to be timed: a training step or a forward pass, written in some way. */
export const trialRequest = z.object({
  trial: z.enum(trialNames),
  computes: z.enum(['training', 'inference']),
  graph: graphKernels,
});

/** What a process that times kernels receives, a line of JSON each; it works on one at a time. */
export const trialOrder = z.discriminatedUnion('type', [
  trialRequest.extend({ type: z.literal('open') }),
  trialRequest.extend({ type: z.literal('time'), milliseconds: z.number().min(0) }),
]);

/** Of all the process's threads, since it began. */
const processorSeconds = z.number().min(0);

/** What it answers, a line each. */
export const trialAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), processorSeconds }),
  /** The median. */
  z.object({ type: z.literal('took'), seconds: z.number().positive(), processorSeconds }),
  z.object({ type: z.literal('cannot'), message: z.string() }),
]);

export type TrialRequest = z.output<typeof trialRequest>;
export type TrialOrder = z.output<typeof trialOrder>;
export type TrialAnswer = z.output<typeof trialAnswer>;
