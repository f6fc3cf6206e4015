import { z } from 'zod';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Dimensions, ExampleSpec } from '../example.ts';
import { defineStep } from '../step.ts';
import { openPlaced } from './pad.ts';

const parameters = z.object({
  from: z.enum(['center', 'box']).default('center'),
  /** Pixels; 0: as many as the network's input has. */
  height: z.int().min(0).max(8192).default(0),
  width: z.int().min(0).max(8192).default(0),
  top: z
    .int()
    .min(0)
    .max(8191)
    .default(0)
    .meta({ only: { from: 'box' } }),
  left: z
    .int()
    .min(0)
    .max(8191)
    .default(0)
    .meta({ only: { from: 'box' } }),
});

type Crop = z.output<typeof parameters>;

const sizeOf = ({ height, width }: Crop, input: Dimensions) =>
  [height || input[0], width || input[1]] as const;

/** The upper left pixel of what is kept. From the center as Keras' CenterCrop has it: an odd pixel more is cut off below. */
const corner = ({ from, top, left }: Crop, source: readonly number[], [height, width]: readonly number[]) =>
  from === 'box'
    ? { top, left }
    : { top: Math.floor((source[0]! - height!) / 2), left: Math.floor((source[1]! - width!) / 2) };

function infer(example: ExampleSpec, params: Crop, input: Dimensions): ExampleSpec {
  const size = sizeOf(params, input);
  const { top, left } = corner(params, example.shape, size);
  if (top < 0 || left < 0 || top + size[0] > example.shape[0]! || left + size[1] > example.shape[1]!)
    throw new TextError(
      message('preprocessing.crop-outside', {
        image: example.shape.slice(0, 2),
        box: size,
        corner: [Math.max(0, top), Math.max(0, left)],
      }),
    );
  return { ...example, shape: [...size, example.shape[2]!] };
}

/** Cuts out the middle of the image, or a box of it. */
export const crop = defineStep({
  step: 'crop',
  group: 'size',
  parameters,
  infer,
  open(opening, params) {
    const { top, left } = corner(params, opening.source, opening.target);
    return openPlaced(opening, { top: -top, left: -left });
  },
  plain(params, { source, target: [height, width] }) {
    return [{ op: 'crop', ...corner(params, source, [height, width]), height, width }];
  },
});
