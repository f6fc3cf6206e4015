import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { byteReader, floatReader } from './channels.ts';
import {
  byteRange,
  type Dimensions,
  type ExampleSpec,
  type ExampleType,
  type Range,
  unknownRange,
} from './example.ts';
import { checkFitted } from './fitted.ts';
import { type ResolvedStep, resolveSteps } from './resolve.ts';
import type { ChosenStep } from './schema.ts';
import { type AugmentStage, composed, openAugment, type ReadStage, stagesOf } from './stages.ts';
import type { Write } from './step.ts';
import { openCopy } from './steps/pad.ts';

/** How stored examples become a network's input; plain data that crosses threads. */
export interface Preprocessing {
  /** What the network takes: of images `[height, width, channels]`. */
  readonly inputShape: readonly number[];
  readonly steps: readonly ChosenStep[];
}

export interface Pipeline {
  readonly write: Write;
  /** Floats an example takes. */
  readonly size: number;
}

/** A pipeline as far as some step. */
export interface OpenedSteps extends Pipeline {
  readonly shape: Dimensions;
  /** What the values lie between, as far as that is known. */
  readonly range: Range;
}

export interface PipelineOptions {
  /** Whether random steps take part. */
  readonly training?: boolean;
  /** Of what is stored; left out: bytes. */
  readonly dtype?: ExampleType | undefined;
}

/** Whether examples are images, to be brought to the network's size; all others enter in the shape that they have. */
export const isImageShape = (shape: readonly number[], dtype: ExampleType = 'uint8'): shape is Dimensions =>
  dtype === 'uint8' && shape.length === 3;

/** Numbers that are no pixels as one row of them: their last axis are its channels. */
const asRow = (shape: readonly number[]): Dimensions => [
  1,
  shape.slice(0, -1).reduce((product, dimension) => product * dimension, 1),
  shape.at(-1) ?? 1,
];

/** @throws TextError where the network takes another shape */
function rowDimensions(source: readonly number[], input: readonly number[]): Dimensions {
  if (source.length !== input.length || source.some((length, axis) => length !== input[axis]))
    throw new TextError(message('preprocessing.wrong-shape', { example: source, input }));
  return asRow(source);
}

function imageDimensions(shape: readonly number[]): Dimensions {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !height || !width || (channels !== 1 && channels !== 3))
    throw new TextError(message('preprocessing.no-image-input', { shape }));
  return [height, width, channels];
}

/** What the steps make of an example. @param input the network's, `[height, width, channels]` */
export const inferPreprocessing = (
  example: ExampleSpec,
  steps: readonly ChosenStep[],
  input: Dimensions,
): ExampleSpec =>
  resolveSteps(steps).reduce((before, { step, params }) => step.infer(before, params, input), example);

/** What a stage gets. */
interface StageInput {
  readonly shape: Dimensions;
  readonly bytes: boolean;
  readonly range: Range;
}

interface OpenedStage {
  readonly write: Write;
  readonly after: StageInput;
}

const specOf = ({ shape, bytes }: StageInput): ExampleSpec => ({ shape, dtype: bytes ? 'uint8' : 'float32' });

/** @param channels of what it makes */
function openRead(
  { move, before, behind }: Omit<ReadStage, 'kind' | 'index'>,
  place: StageInput,
  channels: number,
  input: Dimensions,
): OpenedStage {
  const { shape: source, bytes } = place;
  const [height, width] = move ? move.step.infer(specOf(place), move.params, input).shape : source;
  const target: Dimensions = [height!, width!, channels];
  const { value, range } = composed([...before, ...behind], place.range);
  const background = composed(behind, composed(before, place.range).range).value(0);
  const table = bytes ? Float32Array.from({ length: 256 }, (_, byte) => value(byte)) : null;
  const stored = source[2];
  const read = table ? byteReader(stored, channels, table) : floatReader(stored, channels, value);
  const direct = table && stored === channels ? table : null;
  const opening = { source, target, read, table: direct, background, range };
  const alike = source[0] === height && source[1] === width;
  const open = move?.step.group === 'size' && alike ? openCopy : (move?.step.open ?? openCopy);
  return {
    write: open(opening, move?.params ?? {}),
    after: { shape: target, bytes: false, range: move?.step.spread?.(move.params, range) ?? range },
  };
}

function openVariation(stage: AugmentStage, place: StageInput): OpenedStage {
  const augment = openAugment(stage, place);
  return {
    after: place,
    write(images, _, out, offset, draw) {
      if (!draw) throw new RangeError('random steps need random numbers');
      augment(images as Float32Array, out, offset, draw);
    },
  };
}

/** One after the other, each into the array that the next reads. */
function chained(stages: readonly OpenedStage[]): Write {
  const [first, ...others] = stages as readonly [OpenedStage, ...OpenedStage[]];
  if (others.length === 0) return first.write;
  const between = stages.map(({ after }) => new Float32Array(sizeOf(after.shape)));
  return (images, start, out, offset, draw) => {
    first.write(images, start, between[0]!, 0, draw);
    others.forEach(({ write }, index) => {
      const last = index === others.length - 1;
      write(between[index]!, 0, last ? out : between[index + 1]!, last ? offset : 0, draw);
    });
  };
}

const sizeOf = ([height, width, channels]: Dimensions): number => height * width * channels;

/**
 * Opens steps for examples of one shape, wherever they lead. Channels become those of the network's input on the way,
 * behind the last step that changes them itself.
 * @param source what is stored: `[height, width, channels]` bytes; other shapes and numbers enter as one row of them
 * @param count how many of the steps; all where it is left out
 */
export function openSteps(
  source: readonly number[],
  { inputShape, steps }: Preprocessing,
  { training = false, dtype = 'uint8' }: PipelineOptions = {},
  count = steps.length,
): OpenedSteps {
  const isImage = isImageShape(source, dtype);
  const input = isImage ? imageDimensions(inputShape) : rowDimensions(source, inputShape);
  const all = resolveSteps(steps);
  const foreign = isImage ? undefined : all.find(({ step }) => !step.numbers);
  if (foreign) throw new TextError(message('preprocessing.only-images', { step: foreign.step.step }));
  const taken = resolveSteps(steps.slice(0, count));
  const opened: OpenedStage[] = [];
  const bytes = dtype === 'uint8';
  let place: StageInput = { shape: isImage ? source : input, bytes, range: bytes ? byteRange : unknownRange };
  /** The channels of what a stage makes that begins with the step at `index`. */
  const channelsAt = (index: number, move: ResolvedStep | null): number => {
    const chosen = all.slice(index).some(({ step }) => step.group === 'channels');
    if (!chosen) return input[2];
    return move ? move.step.infer(specOf(place), move.params, input).shape[2]! : place.shape[2];
  };
  const add = (stage: OpenedStage): void => {
    opened.push(stage);
    place = stage.after;
  };
  const copy = (channels: number): void =>
    add(openRead({ move: null, before: [], behind: [] }, place, channels, input));
  for (const stage of stagesOf(taken, training)) {
    if (stage.kind === 'read') add(openRead(stage, place, channelsAt(stage.index, stage.move), input));
    else {
      const channels = channelsAt(stage.index, null);
      if (place.bytes || place.shape[2] !== channels) copy(channels);
      add(openVariation(stage, place));
    }
  }
  const channels = channelsAt(taken.length, null);
  if (opened.length === 0 || place.shape[2] !== channels) copy(channels);
  return { write: chained(opened), size: sizeOf(place.shape), shape: place.shape, range: place.range };
}

/**
 * Opens all steps.
 * @throws TextError where the network takes no image, a step has learned nothing yet, or the steps do not lead to its
 * input
 */
export function openPipeline(
  source: readonly number[],
  preprocessing: Preprocessing,
  options: PipelineOptions = {},
): Pipeline {
  checkFitted(preprocessing.steps);
  const opened = openSteps(source, preprocessing, options);
  const { inputShape } = preprocessing;
  if (!isImageShape(source, options.dtype)) return opened;
  if (opened.shape.some((length, axis) => length !== inputShape[axis]))
    throw new TextError(message('preprocessing.wrong-size', { image: source, input: inputShape }));
  return opened;
}

/** One image as it was stored: bytes, `[height, width, channels]`. */
export interface StoredImage {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** One image on the same way, `[1, height, width, channels]`. @throws TextError on a wrong amount of data */
export function prepareImage(image: StoredImage, preprocessing: Preprocessing): Float32Array {
  const { height, width, channels, data } = image;
  if (data.length !== height * width * channels)
    throw new TextError(
      message('preprocessing.wrong-amount', { shape: [height, width, channels], bytes: data.length }),
    );
  const { write, size } = openPipeline([height, width, channels], preprocessing);
  const out = new Float32Array(size);
  write(data, 0, out, 0);
  return out;
}

/** Numbers that are no image on the same way: a row of a table, a series or tokens, `[...input]`. @throws TextError */
export function prepareNumbers(
  values: Float32Array,
  preprocessing: Preprocessing,
  dtype: ExampleType,
): Float32Array<ArrayBuffer> {
  const { write, size } = openPipeline(preprocessing.inputShape, preprocessing, { dtype });
  const out = new Float32Array(size);
  write(dtype === 'uint8' ? Uint8Array.from(values) : values, 0, out, 0);
  return out;
}
