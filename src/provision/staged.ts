import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
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
const lockOptions = { stale: 10_000, update: 2_000, realpath: false } as const;

/** The manifest of a finished folder, or null where there is none, or where a file is missing or cut short. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest;
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
  const release = await acquire(parent, name, stop, options.onWait);
  try {
    return (await readManifest(final)) ?? (await fill(parent, name, build, stop.signal));
  } finally {
    options.signal?.removeEventListener('abort', forward);
    await release().catch(() => {});
  }
}

async function acquire(
  parent: string,
  name: string,
  stop: AbortController,
  onWait: (() => void) | undefined,
): Promise<() => Promise<void>> {
  const onCompromised = (cause: Error) =>
    stop.abort(
      new ProvisionError('interrupted', 'another process took over the work', 'Start it again.', cause),
    );
  for (;;) {
    stop.signal.throwIfAborted();
    try {
      return await lock(join(parent, name), {
        ...lockOptions,
        lockfilePath: join(parent, `.${name}.lock`),
        onCompromised,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    onWait?.();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function fill(
  parent: string,
  name: string,
  build: (folder: string, signal: AbortSignal) => Promise<Contents>,
  signal: AbortSignal,
): Promise<Manifest> {
  const final = join(parent, name);
  await sweep(parent, name);
  const part = join(parent, `.${name}.${process.pid}-${randomBytes(4).toString('hex')}.part`);
  await mkdir(part);
  try {
    const contents = await build(part, signal);
    signal.throwIfAborted();
    const manifest = await describe(part, contents);
    await writeFile(join(part, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(final, { recursive: true, force: true });
    await rename(part, final);
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function describe(folder: string, contents: Contents): Promise<Manifest> {
  const files: Record<string, number> = {};
  for (const file of contents.files) files[file] = (await stat(join(folder, file))).size;
  return { source: contents.source, version: contents.version, files };
}

/** Removes what processes that were killed have left behind; the caller holds the lock, so none is in use. */
async function sweep(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(`.${name}.`) && entry.endsWith('.part')) {
      await rm(join(parent, entry), { recursive: true, force: true });
    }
  }
}
