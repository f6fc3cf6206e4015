import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Trait, traitsOf, traitsRevision } from '../../document/compare/traits.ts';
import { parseDocument } from '../../document/parse.ts';
import { writeAtomic } from '../../files/atomic.ts';
import { namesIn, readText } from '../../files/read.ts';
import { hasEnded, type RunRecord, readRunRecord, runRecordSchema } from './run-record.ts';

/** A run as a list shows it. */
export interface ListedRun {
  readonly folder: string;
  readonly record: RunRecord;
  /** What its document is distinguished from others by; none where it cannot be read. */
  readonly traits: readonly Trait[];
}

export const recordFile = 'run.json';
export const documentFile = 'document.convas';
/** Beside the folders of the runs. */
export const indexFile = 'index.json';

/** So many runs that are not in the file are read one by one each time: writing it again costs more. */
export const maxUnindexed = 16;
/** Files that are read at once: a process may not have thousands open. */
const atOnce = 32;

/** What distinguishes a file from the one that replaced it: `run.json` is never changed in place. */
const stampOf = ({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string =>
  `${ino}-${size}-${mtimeMs}`;

interface Entry {
  /** Of `run.json` when it was read. */
  readonly stamp: string;
  readonly record: RunRecord;
  readonly traits: readonly Trait[];
}

const headSchema = z.object({
  format: z.literal('convas-run-index'),
  version: z.literal(1),
  schema: z.string(),
  sha256: z.string(),
});

/** What the head vouches for by its digest; checked for no more than that. */
interface Body {
  /** Each trait once. */
  readonly traits: readonly Trait[];
  /** Folder, stamp, record, places of its traits. */
  readonly runs: readonly (readonly [string, string, RunRecord, readonly number[]])[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

let schema: string | null = null;
/** Changes with the form of a record: an index of another form is not read. */
function schemaDigest(): string {
  const form = () => z.toJSONSchema(runRecordSchema, { unrepresentable: 'any' });
  schema ??= digest(JSON.stringify([form(), traitsRevision]));
  return schema;
}

/** The index as it was kept; empty where there is none, it is damaged, or another version wrote it. */
export function parseIndex(text: string): Map<string, Entry> {
  try {
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    const head = headSchema.parse(JSON.parse(text.slice(0, end)));
    if (head.schema !== schemaDigest() || head.sha256 !== digest(body)) return new Map();
    const { traits, runs } = JSON.parse(body) as Body;
    return new Map(
      runs.map(([folder, stamp, record, own]) => [
        folder,
        { stamp, record, traits: own.map((at) => traits[at]!) },
      ]),
    );
  } catch {
    return new Map();
  }
}

function writeIndex(entries: ReadonlyMap<string, Entry>): string {
  const places = new Map<string, number>();
  const traits: Trait[] = [];
  const placeOf = (trait: Trait): number => {
    const name = JSON.stringify([trait.path, trait.key]);
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, traits.length);
    return traits.push(trait) - 1;
  };
  const runs: Body['runs'] = [...entries].map(([folder, { stamp, record, traits: own }]) => [
    folder,
    stamp,
    record,
    own.map(placeOf),
  ]);
  const body = JSON.stringify({ traits, runs } satisfies Body);
  const head: z.output<typeof headSchema> = {
    format: 'convas-run-index',
    version: 1,
    schema: schemaDigest(),
    sha256: digest(body),
  };
  return `${JSON.stringify(head)}\n${body}`;
}

async function traitsIn(folder: string): Promise<readonly Trait[]> {
  try {
    const parsed = parseDocument(await readText(join(folder, documentFile)));
    return parsed.ok ? traitsOf(parsed.document) : [];
  } catch {
    return [];
  }
}

/** Does work on each, some at once; results in their order. */
async function mapSome<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(all.length);
  let next = 0;
  const take = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at]!);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return results;
}

/** Lists the runs of a folder without reading each. */
export interface RunIndex {
  /** In no order; folders that hold no readable run are left out. */
  list(): Promise<readonly ListedRun[]>;
}

/**
 * The index of a folder of runs: in memory, and in a file for the next process. It is a copy and never believed
 * blindly: each run's `run.json` is asked for its inode, size and time, and one that is not as the index has it is read
 * again. So any number of processes may write it, each a whole one of its own, the last of them wins, and what is
 * missing, stale or damaged costs time alone. Runs that train are kept in memory only: they change with each epoch.
 */
export function openRunIndex(root: string): RunIndex {
  let known: Map<string, Entry> | null = null;
  /** Stamps of what the file has, as far as this process knows. */
  let kept = new Map<string, string>();

  const readKept = async (): Promise<Map<string, Entry>> => {
    const entries = parseIndex(await readText(join(root, indexFile)).catch(() => ''));
    kept = new Map([...entries].map(([folder, { stamp }]) => [folder, stamp]));
    return entries;
  };

  const look = async (name: string, before: Entry | undefined): Promise<Entry | null> => {
    const folder = join(root, name);
    const path = join(folder, recordFile);
    try {
      // Before it is read: a newer one in between is read again the next time.
      const stamp = stampOf(await stat(path));
      if (before?.stamp === stamp) return before;
      const record = { ...readRunRecord(await readText(path)), id: name };
      return { stamp, record, traits: await traitsIn(folder) };
    } catch {
      return null;
    }
  };

  const keep = async (entries: ReadonlyMap<string, Entry>): Promise<void> => {
    const ended = new Map([...entries].filter(([, { record }]) => hasEnded(record.state)));
    const fresh = [...ended].filter(([folder, { stamp }]) => kept.get(folder) !== stamp).length;
    const gone = [...kept.keys()].filter((folder) => !entries.has(folder)).length;
    if (fresh + gone <= maxUnindexed) return;
    try {
      await writeAtomic(join(root, indexFile), writeIndex(ended));
      kept = new Map([...ended].map(([folder, { stamp }]) => [folder, stamp]));
    } catch {
      // A folder that cannot be written to is listed all the same, run by run.
    }
  };

  return {
    async list() {
      const names = await namesIn(root);
      const before = known ?? (await readKept());
      const found = await mapSome(names, (name) => look(name, before.get(name)));
      const entries = new Map(names.flatMap((name, at) => (found[at] ? [[name, found[at]] as const] : [])));
      known = entries;
      await keep(entries);
      return [...entries].map(([name, { record, traits }]) => ({ folder: join(root, name), record, traits }));
    },
  };
}
