import { z } from 'zod';
import { maxDimension } from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { formatShape } from '../shape.ts';

const parameters = z.object({
  shape: z.array(z.number().int().min(1).max(maxDimension)).min(1).max(4).default([28, 28, 1]),
});

/** Where examples enter. Its `forward` hands on the one tensor it is given, `[batch, ...shape]`. */
export const input = defineKind({
  kind: 'input',
  family: 'input',
  title: 'Input',
  common: true,
  parameters,
  inputs: { min: 0, max: 0 },
  summary: (params) => formatShape(params.shape),
  inferShape: (params) => ok(params.shape),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (_tf, _params, call) => call.inputs[0]!,
});
