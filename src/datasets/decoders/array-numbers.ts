import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { DecoderOptions } from '../reference.ts';
import { squareOf } from './image-shape.ts';
import type { NpyArray } from './npy.ts';

/** The largest value of what may be pixels that are dark. */
const halfOfBytes = 127;

/** Whether values are no pixels: fractions beyond what pixels are scaled to, that do not fill the range of bytes. */
async function areMeasures(array: NpyArray): Promise<boolean> {
  if (array.kind !== 'float') return false;
  let [least, most] = [0, 0];
  let hasFractions = false;
  await array.each((value) => {
    if (value < least) least = value;
    if (value > most) most = value;
    if (Math.abs(value) > 1 && !Number.isInteger(value)) hasFractions = true;
  });
  return hasFractions && !(least >= 0 && most > halfOfBytes && most <= 255);
}

const isChannels = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= 4;

/**
 * Whether the examples of an array are numbers and no images: rows of a table, series `[steps, columns]`, volumes. By the
 * option `examples`, else by their shape and values.
 * @throws EngineError `invalid` for a value that the option cannot have
 */
export async function areNumbers(array: NpyArray, { examples }: DecoderOptions): Promise<boolean> {
  if (examples !== undefined) {
    if (examples === 'numbers' || examples === 'images') return examples === 'numbers';
    throw new EngineError('invalid', message('imports.bad-option', { option: 'examples', value: examples }));
  }
  const shape = array.shape.slice(1);
  const [first = 0, second = 0, third] = shape;
  if (shape.length > 3) return true;
  if (shape.length === 1 && squareOf(first) === null) return true;
  // Far longer than it is wide: a series, its columns behind its steps.
  if (shape.length === 2 && array.kind === 'float' && 4 * second <= first) return true;
  if (shape.length === 3 && !isChannels(third) && !isChannels(first)) return true;
  return areMeasures(array);
}

/** The numbers of all examples. @throws EngineError `dataset-corrupt` for one that is not finite as float32 */
export async function readNumbers(array: NpyArray): Promise<Float32Array<ArrayBuffer>> {
  const values = new Float32Array(array.size);
  await array.each((value, at) => {
    if (!Number.isFinite(Math.fround(value)))
      throw new EngineError(
        'dataset-corrupt',
        message('imports.npz-not-finite', { file: array.name, place: at, value: String(value) }),
      );
    values[at] = value;
  });
  return values;
}
