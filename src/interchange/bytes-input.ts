import { z } from 'zod';
import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { Inference, TrainedNetwork } from './sources.ts';

/** What a model takes: the network's input, or images as they are stored, bytes `[batch, height, width, channels]`. */
export const inputOption = z.enum(['floats', 'bytes']).default('floats');

/** What images pass through in a model that takes them as stored. @throws TextError where the network was trained on none */
export function inferenceOf({ network, inference }: TrainedNetwork): Inference {
  if (!inference || network.inputs.length !== 1) throw new TextError(message('interchange.bytes-of-images'));
  return inference;
}
