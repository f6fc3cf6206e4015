import { z } from 'zod';

/** What a layer's activation function does to the examples looked at. */
export const activationStatistics = z.object({
  /** As the field `activation` has it: `relu`, `tanh`. */
  function: z.string(),
  /** Channels of a feature map, values of a vector. */
  units: z.int(),
  mean: z.number().nullable(),
  std: z.number().nullable(),
  /** Units that are 0 wherever one looks; null for functions that do not switch off. */
  dead: z.int().nullable(),
  /** The share of outputs in the outer 5 % of the function's range; null for functions without bounds. */
  saturated: z.number().nullable(),
});

/** A layer's state of health at one moment of a run. */
export const layerHealth = z.object({
  /** By id; through blocks, a path. */
  layer: z.string(),
  name: z.string(),
  /** Weights that are trained. */
  params: z.int(),
  /** The L2 norm of its gradient before clipping, the mean over the steps since the last row; null without one. */
  gradient: z.number().nullable(),
  /** The largest of those norms; null where one of them was not finite. */
  gradientPeak: z.number().nullable(),
  /** As last looked at: not every row looks. */
  activation: activationStatistics.nullable(),
});

/** The layers that have a gradient or a watched activation, in the network's order. */
export const healthRow = z.object({
  /** The epoch under way, or the one that has just ended. */
  epoch: z.int(),
  /** Global step number. */
  step: z.int(),
  layers: z.array(layerHealth),
});

export type ActivationStatistics = z.output<typeof activationStatistics>;
export type LayerHealth = z.output<typeof layerHealth>;
export type HealthRow = z.output<typeof healthRow>;
