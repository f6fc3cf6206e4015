import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { StoredArray, StoredData } from '../../interchange/sources.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Dimensions } from '../../preprocessing/example.ts';
import { inferenceOperations } from '../../preprocessing/inference.ts';
import { isImageShape, type Preprocessing } from '../../preprocessing/pipeline.ts';
import type { PlainOperation } from '../../preprocessing/plain.ts';
import type { DatasetInfo } from '../../protocol/data.ts';
import { targetOf, targetShape } from '../../training/target.ts';

/** What images pass through before they are the network's input; null where steps have not learned their values yet. */
export function operationsOf(
  { sampleShape, dtype }: Pick<DatasetInfo, 'sampleShape' | 'dtype'>,
  preprocessing: Preprocessing,
): readonly PlainOperation[] | null {
  try {
    if (isImageShape(sampleShape, dtype))
      return inferenceOperations(sampleShape as Dimensions, preprocessing);
    // Numbers that are no pixels pass as one row of them.
    const row: Dimensions = [1, 1, sampleShape.at(-1) ?? 1];
    const inputShape = [1, 1, preprocessing.inputShape.at(-1) ?? 1];
    return inferenceOperations(row, { ...preprocessing, inputShape });
  } catch {
    return null;
  }
}

/** Examples that are read at once. */
const together = 256;

function* piecesOf(split: SplitHandle, places: Int32Array): Generator<Uint8Array> {
  const bytes = exampleBytes(split);
  for (let at = 0; at < places.length; at += together) {
    const some = places.subarray(at, at + together);
    const piece = new Uint8Array(some.length * bytes);
    withReader(split, ({ read }) => read(some, piece));
    yield piece;
  }
}

function targetsOf(split: SplitHandle, places: Int32Array, info: DatasetInfo, name: string): StoredArray {
  const all = split.targets ?? Int32Array.from(split.labels);
  const inner = split.targets ? targetShape(targetOf(info)) : [];
  const size = sizeOf(inner);
  const values = all.slice(0, places.length * size);
  for (const [at, place] of places.entries())
    values.set(all.subarray(place * size, (place + 1) * size), at * size);
  const dtype = values instanceof Float32Array ? 'float32' : values instanceof Uint8Array ? 'uint8' : 'int32';
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, shape: [places.length, ...inner], dtype, chunks: [bytes] };
}

const placesOf = (count: number, taken: (place: number) => boolean = () => true): Int32Array =>
  Int32Array.from({ length: count }, (_, at) => at).filter(taken);

/** Of data without a test split, every fifth example is held out for it. */
const testFraction = 5;

/** The data that a document names, for programs to load. */
export function storedData(dataset: string, info: DatasetInfo, preprocessing: Preprocessing): StoredData {
  const { sampleShape, dtype = 'uint8', train, test } = info;
  return {
    shape: sampleShape,
    dtype,
    operations: operationsOf(info, preprocessing),
    bytes: (train + test) * exampleBytes({ shape: sampleShape, dtype }),
    async arrays() {
      const { train, test, info } = await openDataset(dataset);
      const parts: Readonly<Record<string, readonly [SplitHandle, Int32Array]>> =
        test.count > 0
          ? { train: [train, placesOf(train.count)], test: [test, placesOf(test.count)] }
          : {
              train: [train, placesOf(train.count, (place) => place % testFraction !== 0)],
              test: [train, placesOf(train.count, (place) => place % testFraction === 0)],
            };
      return Object.entries(parts).flatMap(([part, [split, places]]): StoredArray[] => [
        {
          name: `x_${part}`,
          shape: [places.length, ...split.shape],
          dtype,
          chunks: piecesOf(split, places),
        },
        targetsOf(split, places, info, `y_${part}`),
      ]);
    },
  };
}
