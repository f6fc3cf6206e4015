import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';

const bounds = { min: -1e6, max: 1e6 };

const parameters = z.object({
  scale: field.real(1 / 255, bounds),
  offset: field.real(0, bounds),
});

/** `x * scale + offset`; any shape. */
export const rescaling = defineKind({
  kind: 'rescaling',
  family: 'preprocessing',
  title: 'Rescaling',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ scale, offset }) =>
    `x ${Number(scale.toPrecision(4))}${offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`}`,
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, { scale, offset }, { inputs }) => tf.add(tf.mul(inputs[0]!, scale), offset),
});
