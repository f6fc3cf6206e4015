import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { interpolation, resize, resizedWindow } from '../reshaping/interpolation.ts';

const parameters = z.object({
  height: field.count(
    224,
    { title: 'Height', description: 'Height of the result.', unit: 'px' },
    { max: 8192 },
  ),
  width: field.count(224, { title: 'Width', description: 'Width of the result.', unit: 'px' }, { max: 8192 }),
  interpolation: interpolation('bilinear'),
});

/** An image of another size: `[any, any, channels]` to `[height, width, channels]`; proportions are not kept. */
export const resizing = defineKind({
  kind: 'resizing',
  family: 'preprocessing',
  title: 'Resizing',
  synonyms: ['resize', 'image resize', 'scale image'],
  keywords: ['resize', 'scale', 'thumbnail', 'bilinear'],
  lesson:
    'Brings images to the size that the network was made for, 224 × 224 for most of the famous ones. As a layer it ' +
    'travels with the model, so whoever uses the model cannot forget it. When shrinking a lot, bilinear looks at few of ' +
    'the pixels; average pooling first uses them all.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ height, width, interpolation: how }) =>
    `${height}x${width}${how === 'bilinear' ? '' : `, ${how}`}`,
  inferShape: ({ height, width }, [shape]) => refuseRank(shape!, 3) ?? ok([height, width, shape![2]!]),
  weights: () => [],
  macs: () => 0,
  range: sameRange,
  window: ({ height, width, interpolation: how }, [shape]) => resizedWindow(shape!, [height, width], how),
  forward: (tf, { height, width, interpolation: how }, { inputs }) =>
    resize(tf, inputs[0]!, [height, width], how),
});
