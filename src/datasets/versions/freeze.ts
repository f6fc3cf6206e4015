import { createHash } from 'node:crypto';
import type { DataVersion, FrozenSplit } from '../../protocol/data-version.ts';
import type { Dataset, Origin, Origins, SplitHandle } from '../dataset.ts';
import { eachPixels, exampleBytes } from '../pixels.ts';

/** What is frozen of a dataset, as plain data that crosses threads. */
export type Freezable = Pick<Dataset<SplitHandle>, 'train' | 'validation' | 'test' | 'fingerprint'> & {
  readonly dataset: string;
  readonly classes: readonly string[];
  readonly target: DataVersion['target'];
  readonly origins: Origins | null;
};

function frozen(
  split: SplitHandle,
  origin: Origin | null,
  hasClasses: boolean,
  onExamples: (count: number) => void,
): FrozenSplit {
  const { shape, dtype = 'uint8', targets, labels, count } = split;
  const size = exampleBytes(split);
  const targetBytes = targets && new Uint8Array(targets.buffer, targets.byteOffset, targets.byteLength);
  const targetSize = targetBytes ? targetBytes.length / Math.max(1, count) : 0;
  const head = `${dtype}:${shape.join('x')};`;
  const digests: string[] = [];
  eachPixels(split, (pixels) => {
    const before = digests.length;
    for (let start = 0; start < pixels.length; start += size) {
      const at = digests.length;
      const hash = createHash('sha256')
        .update(head)
        .update(pixels.subarray(start, start + size));
      if (targetBytes) hash.update(targetBytes.subarray(at * targetSize, (at + 1) * targetSize));
      digests.push(hash.digest('hex').slice(0, 32));
    }
    onExamples(digests.length - before);
  });
  return { names: origin ? [...origin.names] : null, digests, labels: hasClasses ? [...labels] : null };
}

/**
 * A dataset as it is now, example by example.
 * @param onProgress is called with the number of examples looked at
 * @throws FileError
 */
export function freezeData(
  { train, validation, test, fingerprint, dataset, classes, target, origins }: Freezable,
  onProgress: (done: number, total: number) => void = () => {},
): DataVersion {
  const total = train.count + (validation?.count ?? 0) + test.count;
  let done = 0;
  const see = (count: number): void => {
    done += count;
    onProgress(done, total);
  };
  const of = (split: SplitHandle, origin: Origin | null): FrozenSplit =>
    frozen(split, origin, classes.length > 0, see);
  return {
    format: 'convas-data-version',
    version: 1,
    dataset,
    fingerprint,
    frozenAt: new Date().toISOString(),
    shape: [...train.shape],
    classes: [...classes],
    ...(target && { target }),
    splits: {
      train: of(train, origins?.train ?? null),
      validation: validation && of(validation, origins?.validation ?? null),
      test: of(test, origins?.test ?? null),
    },
  };
}

/** What `freezeData` takes of an open dataset. @param reference what it is known by */
export async function freezable(opened: Dataset<SplitHandle>, reference: string): Promise<Freezable> {
  const { train, validation, test, fingerprint, info } = opened;
  return {
    ...{ train, validation, test, fingerprint },
    dataset: reference,
    classes: info.classes,
    target: info.target,
    origins: (await opened.origins?.()) ?? null,
  };
}
