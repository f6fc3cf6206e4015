import { z } from 'zod';
import { text } from '../../text/language.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { interpolation, resize, resizedWindow } from '../reshaping/interpolation.ts';

const parameters = z.object({
  height: field.count(224, { max: 8192 }),
  width: field.count(224, { max: 8192 }),
  interpolation: interpolation('bilinear'),
});

/** An image of another size: `[any, any, channels]` to `[height, width, channels]`; proportions are not kept. */
export const resizing = defineKind({
  kind: 'resizing',
  family: 'preprocessing',
  title: 'Resizing',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ height, width, interpolation: how }) =>
    `${height}x${width}${how === 'bilinear' ? '' : `, ${text.interpolations[how]}`}`,
  inferShape: ({ height, width }, [shape]) => refuseRank(shape!, 3) ?? ok([height, width, shape![2]!]),
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: sameRange,
  window: ({ height, width, interpolation: how }, [shape]) => resizedWindow(shape!, [height, width], how),
  forward: (tf, { height, width, interpolation: how }, { inputs }) =>
    resize(tf, inputs[0]!, [height, width], how),
});
