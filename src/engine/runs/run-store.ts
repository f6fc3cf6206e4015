import { randomBytes } from 'node:crypto';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { WriteOptions } from '../../files/atomic.ts';
import { readText } from '../../files/read.ts';
import { isTemporary } from '../../files/temporary.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { type Claim, claimBriefly } from './claim.ts';
import { makeFolder, writeAtomic } from './files.ts';
import { documentFile, type ListedRun, openRunIndex, recordFile } from './index-file.ts';
import { type RunRecord, readRunRecord } from './run-record.ts';

export interface StoreOptions {
  /** Where runs are kept, one folder each. */
  readonly folder: string;
  /** Whether a run may be named by the path of its folder. */
  readonly byPath: boolean;
  /** Where new runs go instead: this folder itself. */
  readonly out?: string | undefined;
}

/** The runs on disk. Every method throws `EngineError` in words that can be shown. */
export interface RunStore {
  /** Makes a run's folder; returns its id. */
  create(title: string, startedAt: Date): Promise<{ id: string; folder: string }>;
  /** @throws EngineError `no-such-run` */
  folderOf(run: string): Promise<string>;
  read(folder: string): Promise<{ record: RunRecord; document: string }>;
  writeRecord(folder: string, record: RunRecord, claim: WriteOptions): Promise<void>;
  writeDocument(folder: string, text: string, claim: WriteOptions): Promise<void>;
  /** Changes the record of a run that no one trains. @throws EngineError `in-use` where someone does */
  change(folder: string, to: (record: RunRecord) => RunRecord): Promise<void>;
  /** Newest first; folders that hold no readable run are left out. */
  list(): Promise<readonly ListedRun[]>;
  /** Deletes a run that this process has claimed, and gives the claim up. */
  remove(folder: string, claim: Claim): Promise<void>;
}

const ownFiles =
  /^(run\.json|document\.convas|health\.jsonl|steps\.records|weights\.json|checkpoint-\d+\.json|weights-[\w-]+\.bin)$/;

/** A name as part of a file's. */
export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'network';

/** `20261130-094512` */
export const stampOf = (at: Date): string =>
  at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');

/** The id of what begins at a time: unique, and sorted by it. */
export const newId = (title: string, at: Date): string =>
  `${stampOf(at)}-${slug(title)}-${randomBytes(2).toString('hex')}`;

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

export function createRunStore({ folder: root, byPath, out }: StoreOptions): RunStore {
  const noSuchRun = (run: string) => new EngineError('no-such-run', message('runs.no-run', { run }));

  const index = openRunIndex(root);

  return {
    async create(title, startedAt) {
      const id = newId(title, startedAt);
      const folder = out ? resolve(out) : join(root, id);
      if (out && (await isFolder(folder)) && (await readdir(folder)).length > 0) {
        throw new EngineError('not-empty', message('runs.not-empty', { folder }));
      }
      await makeFolder(folder);
      // A run elsewhere is named by its place, so that its name finds it.
      return { id: out ? folder : id, folder };
    },

    async folderOf(run) {
      if (byPath && (isAbsolute(run) || run.includes('/') || run.includes(sep) || run === '.')) {
        const folder = resolve(run);
        if (await isFolder(folder)) return folder;
        throw noSuchRun(run);
      }
      // An id is a folder's own name: nothing that leads elsewhere.
      if (basename(run) === run && run !== '..' && run !== '.' && (await isFolder(join(root, run)))) {
        return join(root, run);
      }
      if (byPath && (await isFolder(resolve(run)))) return resolve(run);
      throw noSuchRun(run);
    },

    async read(folder) {
      try {
        const stored = readRunRecord(await readText(join(folder, recordFile)));
        // The folder may have been moved or copied since: a run is named by where it is now.
        const record = {
          ...stored,
          id: resolve(dirname(folder)) === resolve(root) ? basename(folder) : folder,
        };
        return { record, document: await readText(join(folder, documentFile)) };
      } catch (error) {
        const values = { folder: basename(folder), why: textOf(error) };
        throw new EngineError('run-damaged', message('runs.not-readable', values));
      }
    },

    writeRecord: (folder, record, claim) =>
      writeAtomic(join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`, claim),

    writeDocument: (folder, text, claim) => writeAtomic(join(folder, documentFile), text, claim),

    async change(folder, to) {
      const claim = await claimBriefly(folder, basename(folder));
      try {
        await this.writeRecord(folder, to((await this.read(folder)).record), claim);
      } finally {
        await claim.release();
      }
    },

    async list() {
      const runs = await index.list();
      return [...runs].sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
    },

    async remove(folder, claim) {
      try {
        // Only what is a run's own: the folder may be one that a person named.
        await this.read(folder);
        for (const entry of await readdir(folder)) {
          if (ownFiles.test(entry) || isTemporary(entry)) await rm(join(folder, entry), { force: true });
        }
      } finally {
        await claim.release();
        // Of several who remove it at once the last finds it empty.
        await rmdir(folder).catch(() => {});
      }
    },
  };
}
