import { z } from 'zod';
import { text } from '../../text/language.ts';
import { activate, activationNames, outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';

const parameters = z.object({
  activation: field.choice([...activationNames, 'leakyRelu'] as const, 'relu'),
  negativeSlope: field.real(0.2, { min: 0, max: 1 }),
});

/** An activation function as a layer of its own; softmax runs over the last axis. */
export const activationLayer = defineKind({
  kind: 'activation',
  family: 'activation',
  title: 'Activation',
  common: true,
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) =>
    text.activations[params.activation] +
    (params.activation === 'leakyRelu' ? ` ${params.negativeSlope}` : ''),
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  // None but its function's.
  operations: () => 0,
  linear: ({ activation: name }) => name === 'linear',
  window: () => ({ reach: 'pointwise' }),
  outputFunction: ({ activation: name }) => outputFunctionOf(name),
  range({ inputs: [before] }, { activation: name }) {
    if (name === 'linear') return before!;
    // None of them changes what is above 0.
    if (name === 'relu' || name === 'leakyRelu' || name === 'elu') return before!;
    if (name === 'relu6') return before === 'distance' ? 'any' : before!;
    return rangeOfActivation(name);
  },
  moves: ({ activation: name }) => name === 'linear',
  forward: (tf, params, { inputs, logits }) =>
    params.activation === 'leakyRelu'
      ? tf.leakyRelu(inputs[0]!, params.negativeSlope)
      : activate(tf, params.activation, inputs[0]!, logits),
});
