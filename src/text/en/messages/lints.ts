import { counted, groupDigits, percent, plural } from '../words.ts';

type Sight = {
  name: string;
  field: string;
  image: string;
};

const sees = ({ name, field, image }: Sight): string => `"${name}" sees ${field} of the ${image} pixels`;

/** What keeps a network from training well though it can be built. */
export const lints = {
  bottleneck: ({ values, needed }: { values: number; needed: number }) =>
    `Everything the network knows about an example passes through ${counted(values, 'value')} here, fewer than the ${groupDigits(needed)} that it must output in the end.`,
  'deep-plain': ({ layers }: { layers: number }) =>
    `${groupDigits(layers)} layers with weights follow one another without a batch normalization or a shortcut. Networks that deep train worse than shallower ones (He et al. 2015): normalize between them, or add the input of some layers to their output.`,
  'dropout-before-normalization': ({ name }: { name: string }) =>
    `Dropout changes the variance in training only, and "${name}" after it remembers that variance, so its statistics do not fit when the network is used (Li et al. 2018). Put dropout after the last batch normalization.`,
  'vanishing-loss':
    'The outputs are probabilities, but the loss compares them as plain numbers: its gradient vanishes where the network is confidently wrong. Cross-entropy is made for probabilities.',
  'margin-loss':
    'The outputs are probabilities that sum to 1, but the loss wants plain scores in which the true class leads by 1: no softmax can reach that, so the loss is never satisfied.',
  'independent-loss':
    'The outputs are probabilities that sum to 1, but binary cross-entropy treats each class as a question of its own, as if several could be true. Cross-entropy is made for one class out of several.',
  'distance-loss':
    'The outputs are distances, the smallest for the answer, but the loss wants the output of the true class near 1. The MAP criterion of 1998 is made for distances.',
  'signed-loss':
    'The loss wants the output at -1 for the first class and at 1 for the second, but a sigmoid does not go below 0.',
  'no-nonlinearity': ({ first, second }: { first: string; second: string }) =>
    `There is nothing nonlinear between "${first}" and "${second}": together they can do no more than one layer, since a linear map of a linear map is linear.`,
  'small-receptive-field': ({ share, ...sight }: Sight & { share: number }) =>
    `${sees(sight)} (${percent(share)}), and the global pooling after it forgets where things were: no part of the network sees a whole object. Add layers, strides or pooling before it.`,
  'large-receptive-field': ({ times, ...sight }: Sight & { times: number }) =>
    `${sees(sight)}, ${groupDigits(times)} times the image: most of it is padding, and the last layers add cost without seeing more.`,
  'saturating-stack': ({ layers, activation }: { layers: number; activation: string }) =>
    `${groupDigits(layers)} layers in a row have saturating activations such as ${activation}. Far from 0 these are flat, so the gradient shrinks at each of them and the first layers hardly learn. Use ReLU, or a batch normalization between them.`,
  'shrinking-filters': ({
    of,
    name,
    before,
    now,
  }: {
    of: 'image' | 'sequence';
    name: string;
    before: number;
    now: number;
  }) =>
    `Since "${name}" the ${of} has become ${of === 'image' ? 'smaller' : 'shorter'}, and the filters fewer too: ${groupDigits(before)} ${plural(before, 'filter')} before, ${groupDigits(now)} now. Where the size is halved, it is common to double the filters, so that less is lost.`,
  'softmax-inside':
    'A softmax inside the network makes its values compete and sum to 1, so little information gets through. It belongs at the end.',
};
