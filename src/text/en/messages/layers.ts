import { by, shapeIn } from '../../shapes.ts';
import { counted, groupDigits, list } from '../words.ts';

const shapeOf = shapeIn('en');

/** `an 8x8`, `a 5x5`. */
const oneOf = (size: readonly number[]) => `${/^(8|11x|11$|18)/.test(by(size)) ? 'an' : 'a'} ${by(size)}`;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const windows = { kernel: 'kernel', pooling: 'pooling window' };
const operations = {
  add: 'add',
  multiply: 'multiply',
  average: 'average',
  maximum: 'take the maximum of',
  concatenate: 'concatenate',
};
const inputs: Readonly<Record<number, string>> = {
  1: 'a vector (units)',
  2: 'a sequence (time × features)',
  3: 'an image (height × width × channels)',
  4: 'a volume (depth × height × width × channels)',
};
const lines: Readonly<Record<number, readonly string[]>> = {
  1: ['steps'],
  2: ['rows', 'columns'],
  3: ['slices', 'rows', 'columns'],
};
const wholes: Readonly<Record<number, string>> = { 1: 'step sequence', 2: 'image', 3: 'volume' };

/** At most four of them by name. */
function several(shapes: readonly (readonly number[])[]): string {
  const distinct = [...new Set(shapes.map(shapeOf))];
  const more = distinct.length - 4;
  return list(more > 0 ? [...distinct.slice(0, 4), `${more} more`] : distinct);
}

/** ` (width)`: what an axis of an image is called. */
const axisName = (axis: number, rank: number) =>
  rank === 3 ? ` (${['height', 'width', 'channels'][axis]})` : axis === rank - 1 ? ' (the last)' : '';

/** What shape inference finds wrong with a layer, the repairs, and the words of a card. */
export const layers = {
  'output-too-large': ({ shape, size, most }: { shape: readonly number[]; size: number; most: number }) =>
    `The output would be ${shapeOf(shape)}: ${groupDigits(size)} numbers for one example. A tensor holds at most ${groupDigits(most)}.`,
  'too-many-weights': ({ shape, size, most }: { shape: readonly number[]; size: number; most: number }) =>
    `A kernel of ${shapeOf(shape)} has ${groupDigits(size)} weights. A tensor holds at most ${groupDigits(most)}.`,
  'no-such-axis': ({ axis, shape }: { axis: number; shape: readonly number[] }) =>
    `${axis === 0 ? 'Axis 0 is the batch' : `${shapeOf(shape)} has no axis ${axis}`}. Axes run from 1 to ${shape.length}, or backward from -1, the last.`,
  'wrong-rank': ({ rank, shape }: { rank: number; shape: readonly number[] }) =>
    `Needs ${inputs[rank] ?? counted(rank, 'dimension')}, but its input is ${shapeOf(shape)}.`,
  'no-steps': ({ shape }: { shape: readonly number[] }) =>
    `Needs a sequence, time first, but its input is ${shapeOf(shape)}.`,
  'inner-parameters': ({ kind, field }: { kind: string; field: string }) =>
    `The ${kind} inside does not accept the value of its parameter "${field}". Correct it or use the defaults.`,
  'kernel-larger-than-input': (values: {
    window: 'kernel' | 'pooling';
    size: readonly number[];
    /** With the dilation. */
    reach: readonly number[];
    input: readonly number[];
    /** Along the axis that is too short. */
    axis: number;
    stride: number;
    length: number;
  }) => {
    const { window, size, reach, input, axis, stride, length } = values;
    const dilated = by(size) === by(reach) ? '' : `, spread to ${by(reach)} by its dilation,`;
    const difference = `${input[axis]} - ${reach[axis]}`;
    const sum = stride === 1 ? `${difference} + 1` : `floor((${difference}) / ${stride}) + 1`;
    return `${capital(oneOf(size))} ${windows[window]}${dilated} does not fit ${oneOf(input)} input: ${sum} = ${length}.`;
  },
  'stride-with-dilation': ({
    strides,
    dilation,
  }: {
    strides: readonly number[];
    dilation: readonly number[];
  }) => `Strides ${by(strides)} and dilation ${by(dilation)} cannot be combined: one of them must be 1.`,
  'unequal-strides': ({ strides }: { strides: readonly number[] }) =>
    `Strides ${by(strides)} differ: a depthwise convolution moves by the same stride down and across.`,
  'groups-uneven': ({
    what,
    count,
    groups,
  }: {
    what: 'filters' | 'input-channels' | 'channels';
    count: number;
    groups: number;
  }) => {
    const one = { filters: 'filter', 'input-channels': 'input channel', channels: 'channel' }[what];
    return `${counted(count, one)} cannot be split into ${counted(groups, 'group')} of equal size.`;
  },
  'output-padding': (values: {
    added: readonly number[];
    output: readonly number[];
    strides: readonly number[];
    input: readonly number[];
  }) =>
    `With an output padding of ${by(values.added)} the output would be ${by(values.output)}, which a convolution with strides ${by(values.strides)} does not bring back to ${by(values.input)}.`,
  'output-padding-sides': 'Needs no number or two numbers',
  'no-such-channel': ({ filter, channel, channels }: { filter: number; channel: number; channels: number }) =>
    `Filter ${filter} is connected to input channel ${channel}, but the input has ${channels === 1 ? 'channel 0 only' : `channels 0 to ${channels - 1}`}.`,
  'channel-twice': ({ filter, channel }: { filter: number; channel: number }) =>
    `Filter ${filter} is connected to input channel ${channel} twice.`,
  'reshape-ambiguous': ({ target, count }: { target: readonly number[]; count: number }) =>
    `Only one length may be -1; ${shapeOf(target)} has ${count}.`,
  'reshape-size-mismatch': (values: {
    input: readonly number[];
    size: number;
    target: readonly number[];
    known: number;
    multiple: boolean;
  }) =>
    `${shapeOf(values.input)} is ${counted(values.size, 'value')}, but ${shapeOf(values.target)} needs ${values.multiple ? 'a multiple of' : 'exactly'} ${groupDigits(values.known)}.`,
  'length-zero': 'A length cannot be 0',
  'no-permutation': ({ order, shape }: { order: readonly number[]; shape: readonly number[] }) =>
    `The order ${order.join(', ')} must name each axis of ${shapeOf(shape)}, 1 to ${shape.length}, once.`,
  'nothing-left': (values: { cut: readonly number[]; axis: number; spatial: readonly number[] }) => {
    const rank = values.spatial.length;
    return `Cutting ${values.cut.join(' + ')} ${lines[rank]![values.axis]} off ${oneOf(values.spatial)} ${wholes[rank]} leaves nothing.`;
  },
  'crop-larger-than-input': ({ crop, input }: { crop: readonly number[]; input: readonly number[] }) =>
    `${capital(oneOf(crop))} crop does not fit ${oneOf(input)} image.`,
  'not-rgb': ({ channels }: { channels: number }) =>
    `Needs the 3 channels red, green and blue, but its input has ${counted(channels, 'channel')}.`,
  'ranks-differ': ({
    operation,
    shapes,
  }: {
    operation: keyof typeof operations;
    shapes: readonly (readonly number[])[];
  }) => `Cannot ${operations[operation]} ${several(shapes)}: all inputs need the same number of dimensions.`,
  'lengths-differ': (values: {
    operation: keyof typeof operations;
    shapes: readonly (readonly number[])[];
    axis: number;
    rank: number;
    lengths: readonly number[];
  }) =>
    `Cannot ${operations[values.operation]} ${several(values.shapes)}: axis ${values.axis + 1}${axisName(values.axis, values.rank)} has lengths ${values.lengths.join(', ')}, which must be equal or 1.`,
  'lengths-beside-differ': (values: {
    shapes: readonly (readonly number[])[];
    along: number;
    axis: number;
    rank: number;
    lengths: readonly number[];
  }) =>
    `Cannot concatenate ${several(values.shapes)} along axis ${values.along + 1}: axis ${values.axis + 1}${axisName(values.axis, values.rank)} has lengths ${values.lengths.join(', ')}, which must be equal.`,
  'products-differ': (values: { shapes: readonly (readonly number[])[]; axes: readonly number[] }) => {
    const [first = [], second = []] = values.shapes;
    const [a = 0, b = 0] = values.axes;
    return `Cannot multiply ${shapeOf(first)} and ${shapeOf(second)}: axis ${a + 1} of the first has length ${first[a]}, axis ${b + 1} of the second ${second[b]}.`;
  },
  'not-a-bitmap': ({ wanted, length }: { wanted: number; length: number }) =>
    `Compares its input with bitmaps of 7 × 12 = ${wanted} values, but its input has ${counted(length, 'value')}.`,
  'dense-on-image': ({ shape }: { shape: readonly number[] }) => {
    const channels = shape.at(-1)!;
    return `Its input is ${shapeOf(shape)}, so the units see only ${channels === 1 ? 'the one channel' : `the ${counted(channels, 'channel')}`} of one position, never the whole.`;
  },

  'insert-flatten': 'Insert a Flatten before it',
  'insert-reshape': ({ shape }: { shape: readonly number[] }) =>
    `Insert a Reshape to ${shapeOf(shape)} before it`,
  'insert-dense': ({ units }: { units: number }) => `Insert a Dense of ${counted(units, 'unit')} before it`,
  'pad-input': 'Pad the input (padding: same)',
  'use-window': ({ window, size }: { window: 'kernel' | 'pooling'; size: readonly number[] }) =>
    `Use ${oneOf(size)} ${windows[window]}`,
  'set-dilation': ({ dilation }: { dilation: readonly number[] }) => `Set dilation to ${by(dilation)}`,
  'set-strides': ({ strides }: { strides: readonly number[] }) => `Set strides to ${by(strides)}`,
  'use-groups': ({ groups }: { groups: number }) => `Use ${counted(groups, 'group')}`,
  'use-group-per-channel': 'Use a group for each channel',
  'use-stride-size': 'Choose the size by the stride',
  'connect-all': 'Connect every filter to every channel',
  'remove-repetitions': 'Remove the repetitions',
  'use-last-axis': 'Use the last axis',
  'use-last-axes': 'Use the last axes',
  'share-no-axis': ({ shape }: { shape: readonly number[] }) => `Share no axis of ${shapeOf(shape)}`,
  'reshape-to': ({ shape }: { shape: readonly number[] }) => `Reshape to ${shapeOf(shape)}`,
  'use-order': ({ order }: { order: readonly number[] }) => `Use ${order.join(', ')}`,
  'cut-nothing': 'Cut nothing',
  'crop-to': ({ size }: { size: readonly number[] }) => `Crop to ${by(size)}`,
  'use-defaults': 'Use the defaults',

  'card-groups': ({ groups }: { groups: number }) => counted(groups, 'group'),
  'card-channels': ({ channels }: { channels: number }) => counted(channels, 'channel'),
  'card-dilation': ({ dilation }: { dilation: string }) => `dilation ${dilation}`,
  'card-axis': ({ axis }: { axis: number }) => `axis ${axis}`,
  'card-axes': ({ axes }: { axes: readonly number[] }) => `axes ${axes.join(', ')}`,
  'card-shared': ({ axes }: { axes: readonly number[] }) => `shared ${axes.join(', ')}`,
  'card-cosine': 'cosine',
  'card-sequences': 'sequences',
  'card-sum': 'sum',
  'card-mean': 'mean',
  'card-max': 'max',
  'card-average': 'average',
  'card-digits': ({ digits, output }: { digits: number; output: string }) =>
    `${counted(digits, 'digit')}, ${output}`,
  'card-up-to-percent': ({ percent }: { percent: number }) => `up to ${percent}%`,
  'card-up-to-degrees': ({ degrees }: { degrees: number }) => `up to ${counted(degrees, 'degree')}`,
};
