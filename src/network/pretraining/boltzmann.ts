import { type Message, message } from '../../text/message.ts';
import type { Stage } from './stages.ts';

/**
 * Why a stage can be no restricted Boltzmann machine of binary units; null where it can: a sigmoid layer with biases
 * that sees a list of numbers, and nothing after it that changes what it puts out.
 */
export function whyNotBoltzmann({ layer, encoder }: Stage): Message | null {
  const { kind, params, inputShapes, weights } = layer;
  const isFlat = kind.window(params, inputShapes).reach === 'whole' && inputShapes[0]!.length === 1;
  if (!isFlat || weights[0]?.shape.length !== 2) return message('network.boltzmann-dense');
  if (encoder.length > 1 || kind.outputFunction?.(params) !== 'sigmoid')
    return message('network.boltzmann-sigmoid');
  return weights.length === 2 ? null : message('network.boltzmann-bias');
}
