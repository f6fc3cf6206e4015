import { counted, decimal, fourFigures, groupDigits, percent } from '../words.ts';

const signed = 'symmetric around zero: blue is negative, white is 0, red is positive';
const cut = (drawn: number, units: number): string =>
  drawn < units ? `; the first ${groupDigits(drawn)} of ${groupDigits(units)} units` : '';

/** What views tell: why they show nothing, and how values became colors. */
export const insight = {
  'needs-classes':
    'This view explains the score of a class, but this network answers with something else, such as numbers, a mask or its input: choose a network that tells classes apart.',
  'needs-maps':
    'This layer has no maps with places left: choose a layer before the network is flattened, such as a convolution.',
  'needs-relu':
    'This network has no ReLU, through which guided backpropagation goes: with other activations it is the saliency.',
  'needs-probabilities':
    'This view needs probabilities, but this network puts out scores or distances: train one that ends in a softmax or sigmoid.',
  'no-examples': 'This part of the data holds no examples: choose another.',
  'predicts-no-classes':
    'This view compares predicted classes with labels, but this network answers with something else, such as numbers, a mask or its input: choose a network that tells classes apart.',
  'needs-kernel':
    'This layer has no kernel whose filters could be compared: choose a convolution or a dense layer.',
  'needs-inputs': 'This layer takes nothing from other layers: choose one that computes something.',
  'needs-weights': 'This layer has no weights: choose a convolution, a dense layer or a normalization.',
  'needs-dropout':
    'This network has no layer that drops values in training: add a Dropout layer to see what it does.',
  'needs-dropping-layer': 'This layer drops nothing: choose a Dropout layer.',
  'needs-numbers':
    'This view compares predicted with true numbers, but this network answers with something else: choose a run that was trained on numbers.',
  'needs-masks':
    'This view compares predicted with true masks, but this network answers with something else: choose a run that was trained on masks.',
  'needs-reconstruction':
    'This view is of networks that give back their input: choose a run of an autoencoder.',
  'needs-statistics':
    'This network has no layer that takes statistics over the batch: add a BatchNormalization layer to see what it does.',
  'needs-statistics-layer':
    'This layer takes no statistics over the batch: choose a BatchNormalization layer.',
  'nothing-kept':
    'This run kept no checkpoints, so nothing of its training can be shown: choose a run that was trained here.',
  'no-moments':
    'This run kept no checkpoint to compare with: keep some in the training settings, or compare with another image.',
  'at-step': ({ step }: { step: number }) => `Checkpoint of step ${groupDigits(step)}`,
  'test-image': ({ index }: { index: number }) => `Test image ${groupDigits(index)}`,
  'no-such-layer-there': ({ layer }: { layer: string }) =>
    `The other run has no layer like ${layer}, with maps of the same size: choose another layer, or another run.`,
  'kernel-not-square': ({ count }: { count: number }) =>
    `A kernel is a square of numbers, such as 9 or 25; there are ${groupDigits(count)}. Add or remove some.`,
  'kernel-too-large': ({ side, height, width }: { side: number; height: number; width: number }) =>
    `A kernel of ${side} × ${side} does not fit into ${height} × ${width} without padding: use a smaller one, or padding.`,
  'no-width': ({ layer }: { layer: string }) =>
    `${layer} has no number of filters or units that could be made smaller: choose a convolution or a dense layer outside of blocks.`,
  'cannot-remove': ({ layer }: { layer: string }) =>
    `The channels cannot be removed for good: ${layer} needs them, or the answer would change. Mute them instead.`,
  'no-longer-fits': ({ layer, detail }: { layer: string; detail: string }) =>
    `Without those channels of ${layer} the network no longer fits together: ${detail}`,
  'kernel-does-not-fit': ({
    layer,
    side,
    height,
    width,
    filters,
  }: {
    layer: string;
    side: number;
    height: number;
    width: number;
    filters: number;
  }) =>
    filters === 0
      ? `${layer} has no filters: choose a convolution.`
      : `A kernel of ${side} × ${side} does not fit into ${layer}, which has ${filters} filters of ${height} × ${width}.`,
  'no-gradient':
    'This view asks how a score changes with the input, but this network takes whole numbers, such as words by their numbers, which cannot change a little: choose a view without gradients, such as occlusion or feature maps.',
  'no-channel': ({ layer, channel, most }: { layer: string; channel: number; most: number }) =>
    `${layer} has no channel ${groupDigits(channel)}: choose one from 0 to ${groupDigits(most)}.`,
  diverged:
    'The outputs are not finite numbers: the run has diverged. Choose an earlier checkpoint or another run.',
  'scale-of-filters': `one scale for all filters, ${signed}`,
  'scale-of-color-units': ({ drawn, units }: { drawn: number; units: number }) =>
    `one scale for all units, one image each: red, green and blue are the weights of the three channels, symmetric around zero: dark is negative, middle gray is 0, bright is positive${cut(drawn, units)}`,
  'scale-of-units': ({ drawn, units }: { drawn: number; units: number }) =>
    `one scale for all units, one image each, ${signed}${cut(drawn, units)}`,
  'scale-of-unit-channels': ({
    drawn,
    units,
    channels,
  }: {
    drawn: number;
    units: number;
    channels: number;
  }) =>
    `one scale for all, a column for each unit and a row for each of the ${groupDigits(channels)} channels, ${signed}${cut(drawn, units)}`,
  'scale-of-matrix': `a row for each input, a column for each unit, ${signed}`,
  'scale-of-outputs': 'one scale for all maps: dark is the smallest value, yellow the largest (viridis)',
  'scale-of-difference': `one scale for all maps, ${signed}`,
  measure: 'measure',
  value: 'value',
  class: 'class',
  mistakes: ({ count }: { count: number }) =>
    count === 0 ? 'No mistakes' : `${counted(count, 'mistake')}, the surest first`,
  hits: ({ count }: { count: number }) =>
    count === 0 ? 'No right answers' : `${counted(count, 'right answer')}, the least sure first`,
  confused: ({ actual, predicted, count }: { actual: string; predicted: string; count: number }) =>
    `${counted(count, 'image')} of ${actual} predicted as ${predicted}${count > 0 ? ', the surest first' : ''}`,
  answered: ({ predicted, actual, sureness }: { predicted: string; actual: string; sureness: number }) =>
    predicted === actual
      ? `${predicted}\n${fourFigures(sureness)}`
      : `${predicted} (${fourFigures(sureness)})\nactually ${actual}`,
  'patch-answer': ({ label, value }: { label: string; value: number }) => `${label}\n${fourFigures(value)}`,
  'area-under': ({ label, area }: { label: string; area: number }) => `${label} (${fourFigures(area)})`,
  'from-to': ({ from, to }: { from: number; to: number }) => `${fourFigures(from)} – ${fourFigures(to)}`,
  quantile: ({ share }: { share: number }) => percent(share),
  example: 'example',
  actual: 'actual',
  predicted: 'predicted',
  sureness: 'certainty',
  right: 'right',
  wrong: 'wrong',
  'number-predicted': ({ predicted, actual }: { predicted: number; actual: number }) =>
    `${fourFigures(predicted)}\nactually ${fourFigures(actual)}`,
  'reconstruction-error': ({ error }: { error: number }) => `reconstruction\nerror ${fourFigures(error)}`,
  'mask-overlap': ({ example, share }: { example: number; share: number }) =>
    `Example ${groupDigits(example)}\nIoU ${fourFigures(share)}`,
  'code-number': ({ index }: { index: number }) => `Number ${index}`,
  'code-of': ({ numbers }: { numbers: number }) => `Autoencoder, ${numbers} numbers`,
  'lsa-of': ({ numbers }: { numbers: number }) => `LSA, ${numbers} numbers`,
  'this-filter': ({ filter }: { filter: number }) => `Filter ${filter}`,
  'matched-filter': ({ filter, correlation }: { filter: number; correlation: number }) =>
    `other: ${filter}\n${fourFigures(correlation)}`,
  component: ({ index, share }: { index: number; share: number }) =>
    `Component ${index} (${decimal(share, { style: 'percent', maximumSignificantDigits: 4 })} of the variance)`,
  channel: ({ layer, channel }: { layer: string; channel: number }) => `${layer}, channel ${channel}`,
  'channel-of': ({ layer }: { layer: string }) => `Channel of ${layer}`,
  'unit-channel': ({ layer, channel }: { layer: string; channel: number }) => `${layer}, channel ${channel}`,
  'unit-window': ({ height, width }: { height: number; width: number }) =>
    `framed: the ${height} × ${width} that it sees`,
  'unit-place': ({ row, column }: { row: number; column: number }) => `framed: row ${row}, column ${column}`,
  'unit-adds': ({ sum }: { sum: number }) => `adds up to ${fourFigures(sum)}`,
  'unit-others': ({ count }: { count: number }) => counted(count, 'other channel'),
  'unit-bias': 'bias',
  'unit-rest': 'the rest, which is no product',
  'unit-sum': 'sum',
  randomized: ({ layer, correlation }: { layer: string; correlation: number }) =>
    `${layer} random too\nrank correlation ${fourFigures(correlation)}`,
  'filters-over-time': ({ layer, count, input }: { layer: string; count: number; input: number }) =>
    `${layer}: ${counted(count, 'filter')} for input channel ${input}, checkpoint by checkpoint`,
  'filter-at-step': ({ filter, step }: { filter: number; step: number }) =>
    `Filter ${filter}\nstep ${groupDigits(step)}`,
  disagreements: ({ count }: { count: number }) =>
    count === 0 ? 'Both predict the same' : `${counted(count, 'image')} with different predictions`,
  disagreement: ({ own, other, actual }: { own: string; other: string; actual: string }) =>
    `${own}; other: ${other}\nactually ${actual}`,
  patches: ({
    layer,
    channel,
    height,
    width,
  }: {
    layer: string;
    channel: number;
    height: number;
    width: number;
  }) => `${layer}, channel ${channel}: parts of ${height} × ${width}, the strongest response first`,
};
