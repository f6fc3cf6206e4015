import { z } from 'zod';
import { activate, activationNames, outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';

const parameters = z.object({
  activation: field.choice([...activationNames, 'leakyRelu'] as const, 'relu', {
    title: 'Function',
    description: 'The function applied to every value.',
  }),
  negativeSlope: field.real(
    0.2,
    {
      title: 'Negative slope',
      description: 'What leaky ReLU multiplies negative values by. The other functions ignore it.',
    },
    { min: 0, max: 1 },
  ),
});

/** An activation function as a layer of its own; softmax runs over the last axis. */
export const activation = defineKind({
  kind: 'activation',
  family: 'activation',
  title: 'Activation',
  common: true,
  synonyms: [
    'relu',
    'leaky relu',
    'softmax',
    'sigmoid',
    'tanh',
    'elu',
    'selu',
    'gelu',
    'swish',
    'silu',
    'softplus',
    'softsign',
    'hard sigmoid',
    'nonlinearity',
    'activation function',
    'squash',
  ],
  keywords: [
    'relu',
    'leaky relu',
    'tanh',
    'sigmoid',
    'softmax',
    'elu',
    'selu',
    'gelu',
    'swish',
    'silu',
    'nonlinearity',
  ],
  lesson:
    'Applies a function to every value. Without a nonlinearity between them, two layers are no more than one: the ' +
    'product of two linear maps is linear. ReLU, max(0, x), is cheap and keeps gradients alive where it is open, but a ' +
    'unit that is closed for all inputs is dead; leaky ReLU, ELU and GELU let some gradient through. Tanh and ' +
    'sigmoid saturate: far from 0 they are flat and learning stalls. Softmax turns the scores of the last layer into ' +
    'probabilities that sum to 1. Use it as a layer when something, such as a batch normalization, stands ' +
    'between the weights and the function.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) =>
    params.activation === 'leakyRelu' ? `leaky relu ${params.negativeSlope}` : params.activation,
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
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
