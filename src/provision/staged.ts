import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNew } from '../files/atomic.ts';
import { replaceFolder } from '../files/folder.ts';
import { acquireLock, type Lease } from '../files/lock.ts';
import { readText } from '../files/read.ts';
import { message } from '../text/message.ts';
import { ProvisionError } from './progress.ts';

/** What lies in a finished folder; `files` holds the length in bytes of everything that must be there. */
export interface Manifest {
  readonly source: string;
  readonly version: string;
  readonly files: Readonly<Record<string, number>>;
}

export interface Contents {
  readonly source: string;
  readonly version: string;
  /** Paths relative to the folder that must exist for it to count as done. */
  readonly files: readonly string[];
}

const manifestName = 'manifest.json';

/** The manifest of a finished folder, or null where there is none, or where a file is missing or cut short. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readText(join(folder, manifestName))) as Manifest;
    for (const [file, bytes] of Object.entries(manifest.files)) {
      if ((await stat(join(folder, file))).size !== bytes) return null;
    }
    return manifest;
  } catch {
    return null;
  }
}

/**
 * Makes `parent/name` once, whoever else tries at the same time: `build` fills a folder beside it, which takes the
 * final name only when it is complete. Whatever interrupts the work leaves nothing that counts as done.
 * @throws whatever `build` throws; ProvisionError `interrupted` when the lock is lost
 */
export async function installOnce(
  parent: string,
  name: string,
  build: (folder: string, signal: AbortSignal) => Promise<Contents>,
  options: { signal?: AbortSignal | undefined; onWait?: () => void } = {},
): Promise<Manifest> {
  const final = join(parent, name);
  const ready = await readManifest(final);
  if (ready) return ready;
  await mkdir(parent, { recursive: true });
  const stop = new AbortController();
  const forward = () => stop.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', forward, { once: true });
  if (options.signal?.aborted) forward();
  const lease = await acquireLock(final, {
    purpose: 'installation',
    wait: Number.POSITIVE_INFINITY,
    signal: stop.signal,
    onWait: options.onWait,
    onLost: () => stop.abort(interruptedError()),
  });
  try {
    return (await readManifest(final)) ?? (await fill(final, build, stop.signal, lease));
  } finally {
    options.signal?.removeEventListener('abort', forward);
    await lease.release().catch(() => {});
  }
}

const interruptedError = () =>
  new ProvisionError('interrupted', message('provision.taken-over'), message('provision.fix-again'));

function fill(
  final: string,
  build: (folder: string, signal: AbortSignal) => Promise<Contents>,
  signal: AbortSignal,
  lease: Lease,
): Promise<Manifest> {
  return replaceFolder(final, 'replace', async (folder) => {
    const contents = await build(folder, signal);
    signal.throwIfAborted();
    const manifest = await describe(folder, contents);
    await writeNew(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await lease.check().catch(() => Promise.reject(interruptedError()));
    return manifest;
  });
}

async function describe(folder: string, contents: Contents): Promise<Manifest> {
  const files: Record<string, number> = {};
  for (const file of contents.files) files[file] = (await stat(join(folder, file))).size;
  return { source: contents.source, version: contents.version, files };
}
