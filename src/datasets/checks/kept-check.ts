import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../../files/atomic.ts';
import { readText } from '../../files/read.ts';
import { type DataCheck, duplicateSet, issueKinds, leakedPair } from '../../protocol/data-check.ts';
import type { Dataset, SplitHandle } from '../dataset.ts';
import { datasetCache } from '../places.ts';
import type { Checkable, FoundSizes } from './check.ts';

/** Of the scores and thresholds: another version looks again. */
const version = 2;

const keptSchema = z.object({
  version: z.literal(version),
  issues: z.array(
    z.object({
      kind: z.enum(issueKinds),
      splits: z.array(z.int()),
      indices: z.array(z.int()),
      scores: z.array(z.number()),
    }),
  ),
  sets: z.array(duplicateSet),
  usual: z.array(z.object({ kind: z.enum(issueKinds), share: z.number() })),
  leakage: z.object({ share: z.number(), pairs: z.array(leakedPair) }),
});

/** Bytes of a kept file: nine kinds of some millions of examples. */
const maxKeptBytes = 2 ** 28;

async function readKept(path: string): Promise<DataCheck | null> {
  try {
    const { issues, sets, usual, leakage } = keptSchema.parse(JSON.parse(await readText(path, maxKeptBytes)));
    return {
      issues: issues.map(({ kind, splits, indices, scores }) => ({
        kind,
        splits: Uint8Array.from(splits),
        indices: Float32Array.from(indices),
        scores: Float32Array.from(scores),
      })),
      sets,
      usual,
      leakage,
    };
  } catch {
    return null;
  }
}

async function keep(path: string, { issues, sets, usual, leakage }: DataCheck): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const plain = issues.map(({ kind, splits, indices, scores }) => ({
    kind,
    splits: [...splits],
    indices: [...indices],
    scores: [...scores],
  }));
  await writeAtomic(path, JSON.stringify({ version, issues: plain, sets, usual, leakage }));
}

/** Distinguishes data of which the pixels are the same, and the sizes that they were found in are not. */
function markOf(found: FoundSizes): string {
  const hash = createHash('sha256');
  for (const sizes of Object.values(found))
    hash.update(sizes ? new Uint8Array(sizes.buffer, sizes.byteOffset, sizes.byteLength) : '-');
  return `-${hash.digest('hex').slice(0, 16)}`;
}

/**
 * The check of a dataset: computed once, then kept in the cache under the data's fingerprint.
 * @param compute looks through all examples; see `checkData`
 * @throws what `compute` throws
 */
export async function keptCheck(
  { train, validation, test, fingerprint, origins }: Dataset<SplitHandle>,
  compute: (dataset: Checkable, found: FoundSizes | null) => Promise<DataCheck> | DataCheck,
): Promise<DataCheck> {
  const whence = (await origins?.()) ?? null;
  const found = whence && {
    train: whence.train?.sizes ?? null,
    validation: whence.validation?.sizes ?? null,
    test: whence.test?.sizes ?? null,
  };
  const path = datasetCache('checks', `${fingerprint}${found ? markOf(found) : ''}.json`);
  const kept = await readKept(path);
  if (kept) return kept;
  const check = await compute({ train, validation, test }, found);
  // What cannot be kept is computed again next time.
  await keep(path, check).catch(() => {});
  return check;
}
