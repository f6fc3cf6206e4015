import { z } from 'zod';
import { benchmarkKernels } from '../../protocol/benchmark.ts';
import { textSchema } from '../../text/schema.ts';

/** What a contender receives, a line of JSON each; nothing more: the end. */
export const orderSchema = z.discriminatedUnion('type', [
  /** A network to build. */
  z.object({
    type: z.literal('open'),
    /** A `.convas` file's text. */
    document: z.string(),
    /** The same network resolved, for who does not read documents. */
    network: z.json(),
    batch: z.int().min(1),
    /** Steps that an epoch has, for contenders that can only be run by the epoch. */
    steps: z.int().min(1),
  }),
  /** A time to train it for. */
  z.object({ type: z.literal('run'), seconds: z.number().min(0) }),
  /** A time to multiply matrices for. */
  z.object({ type: z.literal('peak'), size: z.int().min(1), seconds: z.number().min(0) }),
]);

/** Of all its threads, since it began. */
const processorSeconds = z.number().min(0);

/** What it answers, a line each. */
export const answerSchema = z.discriminatedUnion('type', [
  /** `version`: of the framework. */
  z.object({
    type: z.literal('ready'),
    version: z.string(),
    kernels: benchmarkKernels,
    processorSeconds,
  }),
  z.object({
    type: z.literal('ran'),
    images: z.int().min(1),
    seconds: z.number().positive(),
    processorSeconds,
  }),
  /** The fastest product. */
  z.object({ type: z.literal('multiplied'), gigaflops: z.number().positive(), processorSeconds }),
  /** It cannot do this; `message` says why. */
  z.object({ type: z.literal('cannot'), message: textSchema }),
]);

export type Order = z.input<typeof orderSchema>;
export type Answer = z.output<typeof answerSchema>;
