import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';

const bounds = { min: -1e6, max: 1e6 };

const parameters = z.object({
  scale: field.real(
    1 / 255,
    { title: 'Scale', description: 'What every value is multiplied by; 1/255 brings bytes to 0 to 1.' },
    bounds,
  ),
  offset: field.real(0, { title: 'Offset', description: 'What is added afterwards.' }, bounds),
});

/** `x * scale + offset`; any shape. */
export const rescaling = defineKind({
  kind: 'rescaling',
  family: 'preprocessing',
  title: 'Rescaling',
  synonyms: ['rescale', 'scale', 'normalize pixels'],
  keywords: ['normalise', 'scale', 'standardise', 'pixels'],
  lesson:
    'Multiplies every value by one number and adds another. Networks learn best from values around 0 and of size 1, but ' +
    'pixels are 0 to 255: scale 1/255 gives 0 to 1, scale 1/127.5 with offset -1 gives -1 to 1. As a layer it travels with the ' +
    'model. Use it only where the data are not scaled already.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ scale, offset }) =>
    `x ${Number(scale.toPrecision(4))}${offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`}`,
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, { scale, offset }, { inputs }) => tf.add(tf.mul(inputs[0]!, scale), offset),
});
