import { z } from 'zod';
import { maxDimension } from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { formatShape } from '../shape.ts';

const parameters = z.object({
  shape: z.array(z.number().int().min(1).max(maxDimension)).min(1).max(4).default([28, 28, 1]).meta({
    title: 'Shape',
    description:
      'Shape of one example: height, width and channels for images. 1 channel is grey, 3 are red, green and blue.',
  }),
});

/** Where examples enter. Its `forward` hands on the one tensor it is given, `[batch, ...shape]`. */
export const input = defineKind({
  kind: 'input',
  family: 'input',
  title: 'Input',
  common: true,
  synonyms: ['input layer', 'inputs', 'image input', 'placeholder'],
  keywords: ['image', 'data', 'source'],
  lesson:
    'The door through which examples enter the network. It computes nothing; it only states the shape of one ' +
    'example: height, width and channels. A grey digit of MNIST is 28 × 28 × 1, a color photograph of CIFAR-10 ' +
    '32 × 32 × 3. Every shape further down follows from this one, so change it first when you change the data. ' +
    'The number of examples in a batch is not part of the shape: the network takes any number at once.',
  parameters,
  inputs: { min: 0, max: 0 },
  summary: (params) => formatShape(params.shape),
  inferShape: (params) => ok(params.shape),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (_tf, _params, call) => call.inputs[0]!,
});
