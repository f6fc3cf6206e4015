import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readTextSync } from '../files/read.ts';
import { cacheRoot } from './cache.ts';

/** Where tfjs-node looks for its addon, relative to its package: Node-API version 8 is the newest that it names. */
export const addonPath = join('lib', 'napi-v8', 'tfjs_binding.node');

/**
 * What a package of the app without the native runtime holds of it, relative to the package `@tensorflow/tfjs-node`: the
 * addon and our operations, compiled, in `lib`, and a manifest that names the libraries that they were compiled against.
 */
export const prebuiltPath = 'prebuilt';

/** The installed package `@tensorflow/tfjs-node`, found the way Node finds it. */
export function tfjsNodeFolder(from: string | URL = import.meta.url): string {
  return dirname(createRequire(from).resolve('@tensorflow/tfjs-node/package.json'));
}

/** The folder of a runtime in the cache's `native`. */
export function runtimeName(packageFolder: string): string {
  const { version } = JSON.parse(readTextSync(join(packageFolder, 'package.json'))) as {
    version: string;
  };
  return `tfjs-node-${version}-${process.platform}-${process.arch}`;
}

/**
 * The folder whose `lib` has the addon and whose `deps/lib` has TensorFlow's libraries: the package `@tensorflow/tfjs-node`,
 * or the runtime in the cache where the app was packaged without it: its own folder may be read-only.
 */
export function nativeRuntimeFolder(packageFolder: string = tfjsNodeFolder()): string {
  if (existsSync(join(packageFolder, addonPath)) || !existsSync(join(packageFolder, prebuiltPath)))
    return packageFolder;
  return join(cacheRoot(), 'native', runtimeName(packageFolder));
}
