import { join } from 'node:path';
import { z } from 'zod';
import { writeNew } from '../files/atomic.ts';
import { readText } from '../files/read.ts';
import type { Origin, Origins, Part, SplitHandle } from './dataset.ts';

type Splits = Readonly<Record<Part, SplitHandle | null>>;

const fileName = 'origins.json';
/** Bytes of that file in memory at most: some millions of names. */
const largest = 2 ** 28;

const originSchema = z.object({ names: z.array(z.string()), sizes: z.array(z.int().min(1)) }).nullable();
const originsSchema = z.object({ train: originSchema, validation: originSchema, test: originSchema });

/** Where the examples of splits come from; null where none is of a file. */
export function originsOf({ train, validation, test }: Splits): Origins | null {
  const of = (split: SplitHandle | null): Origin | null => split?.origin ?? null;
  const origins = { train: of(train), validation: of(validation), test: of(test) };
  return Object.values(origins).every((origin) => origin === null) ? null : origins;
}

/** A split as it is used: where its examples come from is read when it is asked for. */
export const withoutOrigin = ({ origin: _, ...split }: SplitHandle): SplitHandle => split;

/** Writes where examples come from into a folder of kept data. */
export async function writeOrigins(folder: string, origins: Origins): Promise<void> {
  const plain = (origin: Origin | null) => origin && { names: origin.names, sizes: [...origin.sizes] };
  const { train, validation, test } = origins;
  const written = { train: plain(train), validation: plain(validation), test: plain(test) };
  await writeNew(join(folder, fileName), JSON.stringify(written));
}

/** What `writeOrigins` wrote; null where there is nothing that can be read. */
export async function readOrigins(folder: string): Promise<Origins | null> {
  try {
    const { train, validation, test } = originsSchema.parse(
      JSON.parse(await readText(join(folder, fileName), largest)),
    );
    const read = (origin: z.output<typeof originSchema>): Origin | null =>
      origin && { names: origin.names, sizes: Int32Array.from(origin.sizes) };
    return { train: read(train), validation: read(validation), test: read(test) };
  } catch {
    return null;
  }
}
