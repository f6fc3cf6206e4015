import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../files/atomic.ts';
import { readRegular } from '../../files/read.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { cacheRoot } from '../../provision/cache.ts';
import type { Backend } from '../backends/backend.ts';
import { type WeightValues, weightKey } from '../model/weights.ts';
import { floatBytes } from '../runs/checkpoint.ts';
import type { NetworkSplit } from './constant-part.ts';

/** All that decides the features of a dataset. */
export interface FeatureKey {
  /** sha256 over the data, hex. */
  readonly fingerprint: string;
  readonly backend: Backend;
  readonly cut: NetworkSplit;
  readonly weights: WeightValues;
  readonly preprocessing: Preprocessing;
  /** What random steps draw; null where there are none. */
  readonly draws: { readonly seed: number; readonly variants: number } | null;
}

/** Kept at a time; beyond that the ones used longest ago go. */
const maxFiles = 12;

const folder = (): string => join(cacheRoot(), 'features');

/** sha256, hex: over the data's fingerprint, the layers with a digest of their weights, the steps, and the kernels. */
function nameOf({ fingerprint, backend, cut, weights, preprocessing, draws }: FeatureKey): string {
  const digest = createHash('sha256');
  for (const layer of cut.before)
    for (const { name } of layer.weights) digest.update(floatBytes(weights.get(weightKey(layer, name))!));
  const layers = cut.before.map(({ name, kind, params, inputs }) => [name, kind.kind, params, inputs]);
  const { version, kernels } = backend;
  const all = { fingerprint, layers, weights: digest.digest('hex'), preprocessing, draws, version, kernels };
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

const sum = (lengths: readonly number[]): number => lengths.reduce((total, length) => total + length, 0);

/** Its sha256 comes first, then the floats. */
const digestBytes = 32;

/**
 * The features of each split as an earlier run has kept them.
 * @param lengths how many numbers each split has
 * @returns null where there are none, or none that are whole
 */
export async function readFeatures(
  key: FeatureKey,
  lengths: readonly number[],
): Promise<Float32Array[] | null> {
  const path = join(folder(), nameOf(key));
  const expected = digestBytes + 4 * sum(lengths);
  try {
    if ((await stat(path)).size !== expected) return null;
    const bytes = await readRegular(path, expected);
    const body = bytes.slice(digestBytes);
    if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, digestBytes))) return null;
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    let at = 0;
    return lengths.map((length) => {
      const values = new Float32Array(body.buffer, body.byteOffset + at, length);
      at += 4 * length;
      return values;
    });
  } catch {
    return null;
  }
}

/** Removes the files used longest ago, beyond the most that are kept. */
async function removeOld(): Promise<void> {
  const names = await readdir(folder());
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder(), name))).mtimeMs })),
  );
  const old = files.sort((one, other) => other.at - one.at).slice(maxFiles);
  await Promise.all(old.map(({ name }) => rm(join(folder(), name), { force: true })));
}

/** Keeps them for the next run; where that cannot be, they are computed again. */
export async function writeFeatures(key: FeatureKey, values: readonly Float32Array[]): Promise<void> {
  try {
    await mkdir(folder(), { recursive: true });
    const parts = values.map(floatBytes);
    const digest = createHash('sha256');
    for (const part of parts) digest.update(part);
    await writeAtomic(join(folder(), nameOf(key)), [new Uint8Array(digest.digest()), ...parts]);
    await removeOld();
  } catch {
    // A cache: without it the next run computes them.
  }
}
