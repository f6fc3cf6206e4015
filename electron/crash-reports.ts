import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { writeAtomicSync } from '../src/files/atomic.ts';

/** So many reports are kept, the latest. */
const most = 20;
/** Characters of a report's description: a stack, not a memory image. */
const longest = 20_000;

/** What failed. */
export interface Crash {
  readonly what: 'main process' | 'page' | 'process';
  /** The error with its stack, or how the process ended. */
  readonly cause: unknown;
}

/**
 * Writes a report that a person can read and send: a text file in `folder`, which leaves the machine by no one's hand but
 * theirs. It holds versions, the system and what failed, and nothing of documents. Never throws.
 * @param about versions, by name
 * @returns the file; null where it could not be written
 */
export function reportCrash(
  folder: string,
  { what, cause }: Crash,
  about: Readonly<Record<string, string | undefined>>,
  at = new Date(),
): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    const reports = readdirSync(folder).filter((name) => /^crash-.*\.txt$/.test(name));
    for (const old of reports.sort().slice(0, Math.max(0, reports.length - most + 1)))
      rmSync(join(folder, old), { force: true });
    const described = (typeof cause === 'string' ? cause : inspect(cause)).slice(0, longest);
    const versions = Object.entries(about).map(([name, version]) => `${name}: ${version ?? '-'}`);
    const system = `system: ${process.platform}-${process.arch} ${release()}`;
    const file = join(folder, `crash-${at.toISOString().replaceAll(':', '-')}.txt`);
    writeAtomicSync(
      file,
      `${[`failed: ${what}`, at.toISOString(), ...versions, system, '', described].join('\n')}\n`,
    );
    return file;
  } catch {
    return null;
  }
}
