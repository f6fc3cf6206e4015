import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { provisioning } from './provision.mjs';
import { dist, inRoot, root } from './root.mjs';
import { targets } from './targets.mjs';

/** Not needed to run: sources, sources' maps, types, and what only an install script reads. */
const left =
  /\.(map|d\.ts|d\.mts|d\.cts|ts|tsx|md|cc|h|gyp|flow)$|[\\/](test|tests|__tests__|scripts|binding)[\\/]/;

/** Builds of ONNX Runtime other than Node's: they weigh 120 MB. */
const otherRuntimes =
  /onnxruntime-web[\\/](lib|dist[\\/](?!ort\.node\.min\.js$|ort-wasm-simd-threaded\.(mjs|wasm)$))/;

/** Where the native runtime is linked into node_modules from the cache. */
const native = /@tensorflow[\\/]tfjs-node[\\/](lib|deps)$/;

/**
 * Lays out what the packaged app consists of: its bundles and the production dependencies, every file real. Of the
 * native runtime the files stand in the place of the links, or nothing.
 * @param {string} folder
 * @param {{runtime: boolean, prebuilt?: {folder: string, source: string} | null}} options whether it has the native runtime;
 *   without, the compiled parts of which runtime it has, for the libraries that it downloads on its first start
 */
export async function stageApp(folder, { runtime, prebuilt = null }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const outputs = [...targets.electron.outputs, ...targets.renderer.outputs];
  for (const part of new Set(outputs.map((path) => path.split('/')[0])))
    await copyTree(join(dist, part), join(folder, 'dist', part));
  for (const path of await productionPackages()) {
    await copyTree(
      path,
      join(folder, relative(root, path)),
      (name, place) => name === 'node_modules' || (!runtime && native.test(place)),
    );
  }
  if (!runtime && prebuilt)
    await placePrebuilt(join(folder, 'node_modules', '@tensorflow', 'tfjs-node'), prebuilt);
  const { name, version, description, license, main, dependencies } = JSON.parse(
    await readFile(inRoot('package.json'), 'utf8'),
  );
  const manifest = {
    name,
    productName: 'Convas',
    version,
    description,
    license,
    author: 'The Convas authors',
    main,
    dependencies,
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function placePrebuilt(tfjsNode, { folder, source }) {
  const { prebuiltPath } = await provisioning();
  const place = join(tfjsNode, prebuiltPath);
  await copyTree(join(folder, 'lib'), join(place, 'lib'));
  await writeFile(join(place, 'manifest.json'), `${JSON.stringify({ source })}\n`);
}

/** The folders of the production dependencies, nested ones too. */
async function productionPackages() {
  const npm = process.env.npm_execpath;
  const [program, ...own] = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  const args = [...own, 'ls', '--omit=dev', '--all', '--parseable', '--silent'];
  // npm ends with a status of its own where an optional dependency of another platform is absent.
  const { stdout } = await promisify(execFile)(program, args, { cwd: root, maxBuffer: 1e8 }).catch(
    (error) => error,
  );
  return stdout.split('\n').filter((path) => path.includes('node_modules'));
}

async function copyTree(from, to, skip = () => false) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from)) {
    if (skip(entry, join(from, entry))) continue;
    const source = await realpath(join(from, entry));
    const target = join(to, entry);
    if ((await stat(source)).isDirectory()) await copyTree(source, target, skip);
    else if (!left.test(entry) && !otherRuntimes.test(source)) await place(source, target);
  }
}

/** A second name for the same bytes where the disk allows it: the native runtime is 600 MB. */
async function place(source, target) {
  await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
}
