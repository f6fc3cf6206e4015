import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { OutputFile } from './format.ts';
import { npyHead } from './npy.ts';
import type { NetworkSource, StoredArray } from './sources.ts';
import { zipped } from './zipped.ts';

/** What lies beside a program: its data where no library has them, and weights that it begins with. */
export const dataFile = 'data.npz';
export const initialFile = 'initial.npz';

/** Bytes of data that are written beside a program. */
const maxDataBytes = 1e9;

/** How a program comes by its data: from its library, from a file beside it, or from a folder of images. */
export type Loading = 'published' | 'beside' | 'folder';

/**
 * @param published the datasets that the program's library has
 * @param usual the one that a document without data is taken to have
 * @throws TextError where the network needs data that are not at hand, or too large to be written
 */
export function loadingOf(
  { document, data, target }: NetworkSource,
  published: ReadonlySet<string>,
  usual = 'mnist',
): Loading {
  const dataset = document.data?.dataset ?? usual;
  if (published.has(dataset)) return 'published';
  if (!data) {
    if (target === 'class' || target === 'input') return 'folder';
    throw new TextError(message('interchange.program-needs-data', { dataset }));
  }
  if (data.bytes > maxDataBytes)
    throw new TextError(message('interchange.program-data-large', { dataset, bytes: data.bytes }));
  return 'beside';
}

const numbers = { uint8: Uint8Array, float32: Float32Array, int32: Int32Array } as const;

function* arrayFile({ shape, dtype, chunks }: Omit<StoredArray, 'name'>): Generator<Uint8Array> {
  yield npyHead(new numbers[dtype](), shape);
  yield* chunks;
}

const npz = (path: string, arrays: readonly StoredArray[]): OutputFile => ({
  path,
  chunks: zipped(arrays.map((array) => [`${array.name}.npy`, arrayFile(array)] as const)),
});

/** An array of its own file, as `numpy.save` writes it. */
const npy = ({ name, ...array }: StoredArray): OutputFile => ({
  path: `${name}.npy`,
  chunks: arrayFile(array),
});

/** A weight as a program's library lays it out. */
export interface ProgramWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Weights as an `.npz` file. */
export const weightsFile = (weights: readonly ProgramWeight[]): OutputFile =>
  npz(
    initialFile,
    weights.map(
      ({ name, shape, values }): StoredArray => ({
        name,
        shape,
        dtype: 'float32',
        chunks: [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
      }),
    ),
  );

/**
 * The weights that the network begins with, each named by its layer's name in the program and its place there.
 * @param names of the layers in the program, in the network's order
 */
export async function initialWeights(
  { network, initial }: NetworkSource,
  names: readonly string[],
): Promise<readonly OutputFile[]> {
  if (!initial) return [];
  const taken = await initial.read();
  const weights = network.layers.flatMap(({ name, weights }, layer) =>
    weights.flatMap((spec, at): ProgramWeight[] => {
      const values = taken.get(`${name}/${spec.name}`);
      return values ? [{ name: `${names[layer]}/${at}`, shape: spec.shape, values }] : [];
    }),
  );
  return [weightsFile(weights)];
}

/** The data that lie beside a program: one `.npz` file, or each array in a file of its own. */
export async function dataFiles(
  { data }: NetworkSource,
  loading: Loading,
  as: 'npz' | 'npy',
): Promise<readonly OutputFile[]> {
  if (loading !== 'beside') return [];
  const arrays = await data!.arrays();
  return as === 'npz' ? [npz(dataFile, arrays)] : arrays.map(npy);
}
