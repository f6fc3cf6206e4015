import { basename, resolve } from 'node:path';
import { codeOf, explain } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetSource, LoadOptions, Split } from './dataset.ts';
import type { Decoded } from './decoders/decoder.ts';
import { decode } from './decoders/registry.ts';
import { dataMark } from './mark.ts';
import { missingClasses } from './missing-classes.ts';
import { splitOff } from './split.ts';

interface Loaded extends Decoded {
  readonly test: Split;
  /** Every how manieth example of each class was held out for testing; null where the data has a test part. */
  readonly heldOut: number | null;
}

const heldOut = 5;

/**
 * The data at a path. Where it has no test part, every fifth example of each class is held out.
 * @param known names to offer where there is nothing at the path
 * @throws EngineError `dataset-missing`
 */
export async function pathSource(
  path: string,
  known: string,
): Promise<{ source: DatasetSource; key: string }> {
  const full = resolve(path);
  const mark = await dataMark(full).catch((error: unknown) => {
    const why =
      codeOf(error) === 'ENOENT'
        ? 'nothing at that path'
        : `what is at that path cannot be used: ${explain(error, 'read').reason}`;
    throw new EngineError(
      'dataset-missing',
      `there is no dataset "${path}", and ${why}; datasets by name: ${known}`,
    );
  });
  let loaded: Promise<Loaded> | null = null;
  const read = (options: LoadOptions) => {
    loaded ??= decode(full, options).then(({ classes, train, test }) => {
      if (test) return { classes, train, test, heldOut: null };
      return { classes, ...splitOff(train, heldOut), heldOut };
    });
    return loaded;
  };
  const source: DatasetSource = {
    id: path,
    async info() {
      const { classes, train, test, heldOut } = await read({});
      const notices = missingClasses(classes, train, test, heldOut);
      return {
        id: path,
        title: basename(full),
        description: `Data at ${full}`,
        licence: '',
        source: full,
        classes: [...classes],
        sampleShape: [...train.shape],
        train: train.count,
        test: test.count,
        availability: 'ready',
        downloadBytes: 0,
        ...(notices.length > 0 && { notices }),
      };
    },
    load: read,
  };
  return { source, key: `${full}:${mark}` };
}
