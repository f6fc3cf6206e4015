import { join } from 'node:path';
import { z } from 'zod';
import { withLock } from '../../files/lock.ts';
import { readText } from '../../files/read.ts';
import type { Speed } from '../../network/time/speed.ts';
import { speed } from '../../protocol/data.ts';
import { makeFolder, writeAtomic, writeError } from '../runs/files.ts';
import { machineName } from './machine-name.ts';

const entrySchema = z.object({
  machine: z.string(),
  backend: z.string(),
  /** Of TensorFlow. */
  version: z.string(),
  step: z.enum(['compiled', 'eager']),
  /** Those that it was measured with, by a name; empty where there is no choice. */
  kernels: z.string().default(''),
  /** ISO 8601. */
  at: z.string(),
  speed,
});

const bookSchema = z.object({
  format: z.literal('convas-speed'),
  version: z.literal(1),
  entries: z.array(entrySchema),
});

/** How fast a machine trains with a backend, as it was measured. */
export type SpeedEntry = z.output<typeof entrySchema>;

type Engine = Pick<SpeedEntry, 'backend' | 'version' | 'step' | 'kernels'>;

const same = (one: Engine, other: Engine): boolean =>
  one.backend === other.backend &&
  one.version === other.version &&
  one.step === other.step &&
  one.kernels === other.kernels;

/** Milliseconds after which it is measured again: drivers change, and once something else may have been in the way. */
const maxAge = 30 * 24 * 3600 * 1000;

/** What was measured, on disk. */
export interface SpeedHistory {
  /** The newest speed of this machine: with the engine that is named, or with any. */
  read(engine: Engine | null): Promise<SpeedEntry | null>;
  /** Keeps what was measured on this machine. @throws EngineError `disk-full` or `not-writable` */
  keep(engine: Engine, measured: Speed): Promise<SpeedEntry>;
}

/** @param folder where `speed.json` is, or will be */
export function openSpeedHistory(folder: string): SpeedHistory {
  const file = join(folder, 'speed.json');

  /** Newest first; a book that cannot be read is an empty one: it is measured again. */
  const entries = async (): Promise<readonly SpeedEntry[]> => {
    try {
      return bookSchema.parse(JSON.parse(await readText(file))).entries;
    } catch {
      return [];
    }
  };

  return {
    async read(engine) {
      const machine = machineName();
      const since = new Date(Date.now() - maxAge).toISOString();
      const own = (await entries()).filter((entry) => entry.machine === machine && entry.at > since);
      return own.find((entry) => engine === null || same(entry, engine)) ?? null;
    },
    async keep(engine, measured) {
      const entry = { machine: machineName(), ...engine, at: new Date().toISOString(), speed: measured };
      const add = async (): Promise<void> => {
        const others = (await entries()).filter(
          (other) => other.machine !== entry.machine || !same(other, entry),
        );
        const history = { format: 'convas-speed', version: 1, entries: [entry, ...others] };
        await writeAtomic(file, `${JSON.stringify(history, null, 2)}\n`);
      };
      await makeFolder(folder);
      await withLock(file, add).catch((error: unknown) => Promise.reject(writeError(file, error)));
      return entry;
    },
  };
}
