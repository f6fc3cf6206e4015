import { existsSync, realpathSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../files/atomic.ts';
import { readText } from '../files/read.ts';
import { message, type Text } from '../text/message.ts';
import { textSchema } from '../text/schema.ts';
import { cacheRoot } from './cache.ts';
import { linkRuntime } from './link.ts';
import { librarySource, type NativeSource, wheelSource } from './native-sources.ts';
import { asProvisionError, type OnProgress, type Phase, ProvisionError } from './progress.ts';
import { reasonOf } from './reason.ts';
import { addonPath, runtimeName, tfjsNodeFolder } from './runtime-folder.ts';
import { installOnce, type Manifest, readManifest } from './staged.ts';

export interface NativeOptions {
  /** The installed package `@tensorflow/tfjs-node`; found from here when not given. */
  readonly packageFolder?: string;
  readonly cache?: string;
  readonly sources?: readonly NativeSource[];
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Seconds that an attempt in vain is remembered: within them nothing is tried again. 0 when not given. */
  readonly retryAfter?: number;
  /** Whether the package is linked to the runtime; false where it finds the runtime in the cache. True when not given. */
  readonly link?: boolean;
}

/** A source that was tried in vain. */
export interface Attempt {
  readonly source: string;
  readonly title: Text;
  readonly error: ProvisionError;
}

export type NativeResult =
  | {
      readonly backend: 'native';
      readonly source: string;
      readonly version: string;
      readonly folder: string;
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly backend: 'wasm';
      readonly reason: Text;
      readonly fix: Text;
      readonly attempts: readonly Attempt[];
    };

export type NativeStatus =
  | { readonly state: 'ready'; readonly source: string; readonly version: string; readonly folder: string }
  | {
      readonly state: 'not linked';
      readonly source: string;
      readonly version: string;
      readonly folder: string;
    }
  /** It was obtained once; since then a file of it went missing or was cut short. */
  | { readonly state: 'damaged'; readonly folder: string }
  | { readonly state: 'absent'; readonly folder: string };

/** The wheel, its libraries and the stripped copy of one of them, at the moment when all are on disk. */
const spaceNeeded = 1_900_000_000;

/**
 * Obtains the native runtime into the cache, from the first source that gives it, and links the package to it.
 * Never throws for want of a source: the answer then is WebAssembly, with the reason and the way to fix it.
 * @throws ProvisionError `interrupted` when stopped through `signal`
 */
export async function provisionNative(options: NativeOptions = {}): Promise<NativeResult> {
  const packageFolder = options.packageFolder ?? tfjsNodeFolder();
  const parent = join(options.cache ?? cacheRoot(), 'native');
  const name = runtimeName(packageFolder);
  const folder = join(parent, name);
  const failed = join(parent, `${name}.failed.json`);
  const remembered = await recall(failed, options.retryAfter ?? 0);
  if (remembered && !(await readManifest(folder))) return { backend: 'wasm', ...remembered, attempts: [] };
  const attempts: Attempt[] = [];
  for (const source of options.sources ?? [librarySource(), wheelSource()]) {
    try {
      const manifest = await installFrom(source, { parent, name, packageFolder, options });
      if (options.link !== false) await linkRuntime(folder, packageFolder);
      return { backend: 'native', source: manifest.source, version: manifest.version, folder, attempts };
    } catch (thrown) {
      const error = asProvisionError(thrown, parent);
      if (options.signal?.aborted) throw error;
      attempts.push({ source: source.id, title: source.title, error });
      if (error.code === 'not-writable' || error.code === 'disk-full') break;
    }
  }
  const last = attempts.at(-1)?.error;
  const answer = {
    reason: reasonOf(attempts),
    fix: last?.fix ?? message('provision.fix-doctor'),
  };
  // A cache that cannot be written cannot remember either.
  await writeAtomic(failed, JSON.stringify(answer)).catch(() => {});
  return { backend: 'wasm', ...answer, attempts };
}

const rememberedSchema = z.object({ reason: textSchema, fix: textSchema });

/** The answer of an attempt in vain that is at most `seconds` old, or null. */
async function recall(file: string, seconds: number): Promise<{ reason: Text; fix: Text } | null> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs >= seconds * 1000) return null;
    const { reason, fix } = rememberedSchema.parse(JSON.parse(await readText(file)));
    return { reason: message('provision.tried-recently', { reason }), fix };
  } catch {
    return null;
  }
}

async function installFrom(
  source: NativeSource,
  place: { parent: string; name: string; packageFolder: string; options: NativeOptions },
): Promise<Manifest> {
  const { parent, name, packageFolder, options } = place;
  const report = (phase: Phase, detail: Text, done: number | null = null, total: number | null = null) =>
    options.onProgress?.({ part: 'native runtime', phase, detail, done, total });
  return installOnce(
    parent,
    name,
    async (folder, signal) => {
      await requireSpace(folder);
      return source.install({ folder, packageFolder, signal, report });
    },
    { signal: options.signal, onWait: () => report('waiting', message('provision.for-another')) },
  );
}

async function requireSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= spaceNeeded) return;
  throw new ProvisionError(
    'disk-full',
    message('provision.too-little-space', { free, needed: spaceNeeded }),
    message('provision.fix-space'),
  );
}

/** What of the native runtime is there, without obtaining anything. */
export async function nativeStatus(
  options: Pick<NativeOptions, 'packageFolder' | 'cache'> = {},
): Promise<NativeStatus> {
  const packageFolder = options.packageFolder ?? tfjsNodeFolder();
  const folder = join(options.cache ?? cacheRoot(), 'native', runtimeName(packageFolder));
  const linked = join(packageFolder, addonPath);
  const manifest = await readManifest(folder);
  if (!manifest) {
    if (existsSync(folder)) return { state: 'damaged', folder };
    if (!existsSync(linked)) return { state: 'absent', folder };
    return {
      state: 'ready',
      source: 'installed',
      version: '',
      folder: dirname(dirname(dirname(realpathSync(linked)))),
    };
  }
  const { source, version } = manifest;
  return { state: existsSync(linked) ? 'ready' : 'not linked', source, version, folder };
}
