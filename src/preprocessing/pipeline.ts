import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { Dimensions, ExampleSpec } from './example.ts';
import { stepOf } from './registry.ts';
import type { ChosenStep } from './schema.ts';
import type { ReadPixel, Step, Write } from './step.ts';

/** How stored examples become a network's input; plain data that crosses threads. */
export interface Preprocessing {
  /** What the network takes, `[height, width, channels]`. */
  readonly inputShape: readonly number[];
  readonly steps: readonly ChosenStep[];
}

type ValueFunction = (value: number) => number;

export interface Pipeline {
  readonly write: Write;
  /** Floats an example takes. */
  readonly size: number;
}

const stepFor = (chosen: ChosenStep): Step => {
  const step = stepOf(chosen.step);
  if (!step) throw new TextError(message('preprocessing.unknown-step', { step: chosen.step }));
  return step;
};

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
  steps.reduce((before, chosen) => stepFor(chosen).infer(before, chosen.params, input), example);

/**
 * One output channel's share of a pixel. Gray is the mean of R, G and B; a gray pixel is all three of them.
 * @param table what each byte becomes
 */
function byteReader(stored: number, channels: number, table: Float32Array): ReadPixel {
  if (stored === channels) return (images, pixel, channel) => table[images[pixel + channel]!]!;
  if (stored === 1) return (images, pixel) => table[images[pixel]!]!;
  return (images, pixel) =>
    (table[images[pixel]!]! + table[images[pixel + 1]!]! + table[images[pixel + 2]!]!) / 3;
}

/** The same of numbers that earlier steps made; they have the channels of the network's input already. */
const floatReader =
  (value: ValueFunction): ReadPixel =>
  (numbers, pixel, channel) =>
    value(numbers[pixel + channel]!);

/** A step that moves pixels, with the functions of single values that are applied as it reads. */
interface Stage {
  readonly chosen: ChosenStep | null;
  readonly step: Step | null;
  readonly before: ValueFunction[];
  /** What an empty pixel becomes: zero where it is made, and what the functions after it make of that. */
  background: number;
}

/**
 * A function of single values may as well come before a step that only moves pixels, as long as what is empty becomes
 * what it would have become: so all of them up to the first that mixes pixels are one look-up table of bytes.
 */
function stagesOf(steps: readonly ChosenStep[]): Stage[] {
  const stages: Stage[] = [];
  let pending: ValueFunction[] = [];
  for (const chosen of steps) {
    const step = stepFor(chosen);
    if (step.value) {
      const apply = step.value(chosen.params);
      const last = stages.at(-1);
      if (last?.step && !last.step.mixes) {
        last.before.push(apply);
        last.background = apply(last.background);
      } else pending.push(apply);
    } else {
      stages.push({ chosen, step, before: pending, background: 0 });
      pending = [];
    }
  }
  if (pending.length > 0 || stages.length === 0)
    stages.push({ chosen: null, step: null, before: pending, background: 0 });
  return stages;
}

const composed =
  (functions: readonly ValueFunction[]): ValueFunction =>
  (value) =>
    functions.reduce((now, apply) => apply(now), value);

/**
 * Opens the steps for examples of one shape.
 * @param source what is stored, `[height, width, channels]`, bytes
 * @throws TextError where the network takes no image, or the steps do not lead to its input
 */
export function openPipeline(source: Dimensions, { inputShape, steps }: Preprocessing): Pipeline {
  const input = imageDimensions(inputShape);
  const stages = stagesOf(steps);
  let shape: Dimensions = source;
  let bytes = true;
  const writes: { readonly write: Write; readonly size: number }[] = [];
  for (const { chosen, step, before, background } of stages) {
    const sized = step
      ? step.infer({ shape, dtype: bytes ? 'uint8' : 'float32' }, chosen!.params, input).shape
      : shape;
    // Channels follow the network's input from the first step on.
    const target: Dimensions = [sized[0]!, sized[1]!, input[2]];
    const value = composed(before);
    const table = bytes ? Float32Array.from({ length: 256 }, (_, byte) => value(byte)) : null;
    const read = table ? byteReader(shape[2], target[2], table) : floatReader(value);
    const alike = shape[0] === target[0] && shape[1] === target[1];
    const open = (alike ? null : step?.open) ?? stepOf('pad')!.open!;
    const direct = table && shape[2] === target[2] ? table : null;
    const own = { source: shape, target, read, table: direct, background };
    writes.push({ write: open(own, chosen?.params ?? {}), size: target[0] * target[1] * target[2] });
    shape = target;
    bytes = false;
  }
  if (shape.some((length, axis) => length !== input[axis]))
    throw new TextError(message('preprocessing.wrong-size', { image: source, input }));
  const size = input[0] * input[1] * input[2];
  const [first, ...others] = writes as [(typeof writes)[0], ...typeof writes];
  if (others.length === 0) return { write: first.write, size };
  const between = writes.map((each) => new Float32Array(each.size));
  return {
    size,
    write(images, start, out, offset) {
      first.write(images, start, between[0]!, 0);
      others.forEach(({ write }, index) => {
        const last = index === others.length - 1;
        write(between[index]!, 0, last ? out : between[index + 1]!, last ? offset : 0);
      });
    },
  };
}

/** One image as it was stored: bytes, `[height, width, channels]`. */
interface StoredImage {
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
