import { z } from 'zod';
import { targetSpecSchema } from '../training/target.ts';
import { bytes, floats, scores, shape } from './data.ts';

/** Without classes to tell apart the confusion matrix and the classes are empty. */
export const evaluation = scores.extend({
  /** What the network has learned to put out, where that is neither a class of the example nor its input. */
  target: targetSpecSchema.optional(),
  /** `confusion[actual][predicted]`: of masks in pixels; empty of labels. */
  confusion: z.array(z.array(z.int())),
  perClass: z.array(
    z.object({
      label: z.string(),
      precision: z.number(),
      recall: z.number(),
      f1: z.number(),
      support: z.int(),
      /** Of masks. */
      iou: z.number().optional(),
    }),
  ),
  /** Of each number that the network puts out; left out where it puts out none. */
  perNumber: z
    .array(
      z.object({
        name: z.string(),
        meanAbsoluteError: z.number(),
        rootMeanSquaredError: z.number(),
        r2: z.number(),
      }),
    )
    .optional(),
  /**
   * Of each example of the test split, in its order: its class, the class that was predicted, and what the network
   * puts that down as. Left out where there are no classes.
   */
  answers: z
    .object({
      meaning: z.enum(['probabilities', 'scores', 'distances']),
      actual: floats,
      predicted: floats,
      values: floats,
    })
    .optional(),
});

/** A watched layer's feature maps at one moment, made small for showing while training. */
export const probeFrame = z.object({
  run: z.string(),
  step: z.int(),
  layer: z.string(),
  /** `[height, width, maps]` of `pixels`; vectors are `[1, units, 1]`. May be fewer maps than the layer has. */
  shape,
  /** Channels the layer has in all. */
  maps: z.int(),
  /** Byte 0 is `min`, byte 255 is `max`, linear over all maps together. */
  pixels: bytes,
  min: z.number(),
  max: z.number(),
});

export type Evaluation = z.output<typeof evaluation>;
export type ProbeFrame = z.output<typeof probeFrame>;
/** Raw values of a layer's output or weight. */
export interface TensorValue {
  readonly shape: number[];
  readonly values: Float32Array<ArrayBuffer>;
}
