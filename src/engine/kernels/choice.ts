import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { withLock } from '../../files/lock.ts';
import { readTextSync } from '../../files/read.ts';
import { type KernelChoice, kernelChoice, triedKernels } from '../../protocol/kernels.ts';
import { cacheRoot } from '../../provision/cache.ts';
import { operationsPath } from '../../provision/operations-name.ts';
import { nativeRuntimeFolder, tfjsNodeFolder } from '../../provision/runtime-folder.ts';
import { makeFolder, writeAtomic, writeError } from '../runs/files.ts';
import { describeProcessor, type Processor } from './processor.ts';

/** Raised where the trials change, or what there is to choose: what was chosen before is chosen again. */
const trialsVersion = 3;

const entrySchema = z.object({
  /** The processor as far as kernels go, and the library's files: by a name each. */
  machine: z.string(),
  library: z.string(),
  choice: kernelChoice,
  tried: z.array(triedKernels),
  /** True where other programs kept the processor busy meanwhile: it is measured again some time. */
  disturbed: z.boolean(),
  /** ISO 8601. */
  at: z.string(),
});

const fileSchema = z.object({
  format: z.literal('convas-kernels'),
  version: z.literal(1),
  entries: z.array(entrySchema),
  /** Which kind of network was trained last: an engine is loaded for the next of its kind. */
  last: z.enum(['separable', 'whole']).default('separable'),
});

/** The kernels that were found to be the fastest. */
export type Measured = z.output<typeof entrySchema>;

/** Machines and libraries that are remembered. */
const most = 20;

const hash = (known: unknown): string =>
  createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16);

/** A name for a processor: another model, other instructions or another number of threads is another. */
export const machineOf = ({ model, threads, flags, instructionSet }: Processor): string =>
  hash([process.platform, process.arch, model, threads, flags, instructionSet, trialsVersion]);

/** A name for the installed library, by its files; null where there is none. */
export function installedLibrary(): string | null {
  try {
    const installed = tfjsNodeFolder();
    const runtime = nativeRuntimeFolder(installed);
    const { version } = JSON.parse(readTextSync(join(installed, 'package.json'))) as { version: string };
    const folder = join(runtime, 'deps', 'lib');
    const files = readdirSync(folder).sort();
    const own = existsSync(join(runtime, operationsPath)) ? operationsPath : '';
    return hash([version, files.map((name) => [name, statSync(join(folder, name)).size]), own]);
  } catch {
    return null;
  }
}

/** What was chosen, on disk: one file for all checkouts. */
export interface KernelChoices {
  /** For this processor with the installed library; null where nothing was chosen yet. */
  read(): Measured | null;
  /** @throws EngineError `disk-full` or `not-writable` */
  keep(measured: Pick<Measured, 'choice' | 'tried' | 'disturbed'>): Promise<void>;
  /** Which kind of network was trained last. */
  readonly last: keyof KernelChoice;
  /** @throws EngineError as `keep` does */
  keepLast(kind: keyof KernelChoice): Promise<void>;
}

interface ChoiceParts {
  readonly folder?: string;
  readonly processor?: () => Processor;
  readonly library?: () => string | null;
}

export function openKernelChoices({
  folder = cacheRoot(),
  processor = describeProcessor,
  library = installedLibrary,
}: ChoiceParts = {}): KernelChoices {
  const file = join(folder, 'kernels.json');
  /** The newest entry first; a file that cannot be read holds nothing: it is measured again. */
  const contents = (): z.output<typeof fileSchema> => {
    try {
      return fileSchema.parse(JSON.parse(readTextSync(file)));
    } catch {
      return { format: 'convas-kernels', version: 1, entries: [], last: 'separable' };
    }
  };
  type Contents = z.output<typeof fileSchema>;
  /** Locked, for what another process has found meanwhile must stay. */
  const change = async (to: (before: Contents) => Partial<Contents>): Promise<void> => {
    await makeFolder(folder);
    const write = async (): Promise<void> => {
      const before = contents();
      await writeAtomic(file, `${JSON.stringify({ ...before, ...to(before) }, null, 2)}\n`);
    };
    await withLock(file, write).catch((error: unknown) => Promise.reject(writeError(file, error)));
  };
  return {
    get last() {
      return contents().last;
    },
    keepLast: (last) => change(() => ({ last })),
    read() {
      const [machine, installed] = [machineOf(processor()), library()];
      return (
        contents().entries.find((entry) => entry.machine === machine && entry.library === installed) ?? null
      );
    },
    async keep(measured) {
      const installed = library();
      if (installed === null) return;
      const entry = {
        machine: machineOf(processor()),
        library: installed,
        ...measured,
        at: new Date().toISOString(),
      };
      await change(({ entries }) => {
        const others = entries.filter(
          (other) => other.machine !== entry.machine || other.library !== entry.library,
        );
        return { entries: [entry, ...others].slice(0, most) };
      });
    },
  };
}
