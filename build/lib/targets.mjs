import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dist, inRoot } from './root.mjs';
import { buildWeb } from './web.mjs';

/** Loaded from node_modules at run time: native addons, and what finds its own files beside itself. */
const external = ['electron', '@tensorflow/*', '@napi-rs/image', 'onnxruntime-web'];
const common = ['package.json', 'package-lock.json', 'build/lib', 'tsconfig.base.json'];

/** In an ESM bundle, packages written for CommonJS call `require`. */
const requireInModule =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
/** In a CommonJS bundle, modules ask where they are through `import.meta.url`. */
const whereAmI = {
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__moduleUrl' },
};

const node = {
  bundle: true,
  platform: 'node',
  external,
  sourcemap: true,
  legalComments: 'none',
  write: false,
};
const loader = { '.convas': 'text', '.md': 'text' };

async function bundle(options) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...node,
    loader,
    logLevel: 'warning',
    absWorkingDir: inRoot(),
    ...options,
  });
  for (const { path, contents } of outputFiles) await writeWhole(path, contents);
}

/** A reader finds the old file or the new one, never a half. */
async function writeWhole(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(part, contents);
  await rename(part, path);
}

export const asModules = (entryPoints, outdir) =>
  bundle({
    entryPoints,
    outdir: join(dist, outdir),
    format: 'esm',
    splitting: true,
    target: 'node18',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    banner: { js: requireInModule },
  });

/** CommonJS for Node 18: what the oldest Electron in use runs. */
const asCommonJs = (entryPoints, outdir, more = whereAmI) =>
  bundle({
    entryPoints,
    outdir: join(dist, outdir),
    format: 'cjs',
    target: 'node18',
    // Node's own loader of modules cannot look into the packaged app's archive; `require` can.
    supported: { 'dynamic-import': false },
    outExtension: { '.js': '.cjs' },
    ...more,
  });

/** What the engine reads at run time, put where the bundles look for it: `../datasets`. */
async function copyShippedData() {
  const from = inRoot('src', 'datasets', 'mnist-10k');
  for (const name of await readdir(from)) {
    await writeWhole(join(dist, 'datasets', 'mnist-10k', name), await readFile(join(from, name)));
  }
}

async function buildRenderer() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`that needs Node 20.19 or later, and this is Node ${process.versions.node}`);
  }
  const { build } = await import('vite');
  const next = join(dist, `.renderer-${randomBytes(4).toString('hex')}`);
  // Vite sets NODE_ENV for the whole process; the tests that this process may start need their own.
  const environment = process.env.NODE_ENV;
  // Started by a test it would be 'test', and the page made of React's slow development build.
  process.env.NODE_ENV = 'production';
  await build({
    root: inRoot('renderer'),
    base: './',
    logLevel: 'warn',
    build: { outDir: next, emptyOutDir: true },
  });
  if (environment === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = environment;
  const old = `${next}.old`;
  const final = join(dist, 'renderer');
  if (existsSync(final)) await rename(final, old);
  await rename(next, final);
  await rm(old, { recursive: true, force: true });
  for (const entry of await readdir(dist)) {
    if (entry.startsWith('.renderer-')) await rm(join(dist, entry), { recursive: true, force: true });
  }
}

/** The thread that makes batches, put where the bundles look for it: `../feeding`. One for all of them. */
const buildThread = () => asCommonJs(['src/engine/feeding/thread.ts'], 'feeding');

/** The threads that load exported models in runtimes of their formats, put where the bundles look for them: `../interchange`. */
async function buildVerifiers() {
  await asCommonJs(['src/interchange/tfjs/plain-thread.ts'], 'interchange');
  await asCommonJs([{ in: 'src/interchange/onnx/runtime-thread.ts', out: 'onnx-thread' }], 'interchange');
}

/** The thread that computes statistics of data, put where the bundles look for it: `../statistics`. */
const buildStatistics = () => asCommonJs(['src/engine/statistics/thread.ts'], 'statistics');

/** The thread that lays points out in the plane, put where the bundles look for it: `../insight`. */
const buildLayout = () => asCommonJs(['src/engine/insight/layout-thread.ts'], 'insight');

/** The process that times kernels, put where the bundles look for it: `../kernels`. One for all of them. */
const buildTrials = () => asCommonJs(['src/engine/kernels/trial-process.ts'], 'kernels');

/**
 * What is built, from what, into what (paths of `inputs` are relative to the root, of `outputs` to `dist`).
 * @type {Record<string, {name: string, inputs: string[], outputs: string[], build: () => Promise<void>}>}
 */
export const targets = {
  provision: {
    name: 'provision',
    inputs: [...common, 'src/provision', 'src/files', 'src/text'],
    outputs: ['provision/index.mjs'],
    build: () => asModules(['src/provision/index.ts'], 'provision'),
  },
  feeding: {
    name: 'feeding',
    inputs: [...common, 'src'],
    outputs: ['feeding/thread.cjs'],
    build: buildThread,
  },
  interchange: {
    name: 'interchange',
    inputs: [...common, 'src'],
    outputs: ['interchange/plain-thread.cjs', 'interchange/onnx-thread.cjs'],
    build: buildVerifiers,
  },
  statistics: {
    name: 'statistics',
    inputs: [...common, 'src'],
    outputs: ['statistics/thread.cjs'],
    build: buildStatistics,
  },
  insight: {
    name: 'insight',
    inputs: [...common, 'src'],
    outputs: ['insight/layout-thread.cjs'],
    build: buildLayout,
  },
  kernels: {
    name: 'kernels',
    inputs: [...common, 'src'],
    outputs: ['kernels/trial-process.cjs'],
    build: buildTrials,
  },
  cli: {
    name: 'cli',
    inputs: [...common, 'src', 'templates'],
    outputs: [
      ...['cli/main.mjs', 'cli/engine-process.mjs', 'datasets'],
      ...['feeding/thread.cjs', 'interchange/plain-thread.cjs', 'interchange/onnx-thread.cjs'],
      ...['kernels/trial-process.cjs', 'statistics/thread.cjs', 'insight/layout-thread.cjs'],
    ],
    build: async () => {
      await copyShippedData();
      await buildThread();
      await buildVerifiers();
      await buildTrials();
      await buildStatistics();
      await buildLayout();
      await asModules(['src/cli/main.ts', 'src/cli/engine-process.ts', 'src/cli/bench-process.ts'], 'cli');
      await writeWhole(
        join(dist, 'cli', 'frameworks.py'),
        await readFile(inRoot('src', 'cli', 'bench', 'frameworks.py')),
      );
    },
  },
  electron: {
    name: 'electron',
    inputs: [...common, 'src', 'templates', 'electron'],
    outputs: [
      'electron/main.cjs',
      'electron/preload.cjs',
      'electron/engine.cjs',
      'datasets',
      'feeding/thread.cjs',
      'interchange/plain-thread.cjs',
      'interchange/onnx-thread.cjs',
      'kernels/trial-process.cjs',
      'statistics/thread.cjs',
      'insight/layout-thread.cjs',
    ],
    build: async () => {
      await copyShippedData();
      await buildThread();
      await buildVerifiers();
      await buildTrials();
      await buildStatistics();
      await buildLayout();
      await asCommonJs(['electron/main.ts', 'electron/engine.ts'], 'electron');
      // A sandboxed preload has no Node to ask.
      await asCommonJs(['electron/preload.ts'], 'electron', {});
    },
  },
  renderer: {
    name: 'renderer',
    inputs: [...common, 'renderer', 'templates', 'src', 'docs/guide'],
    outputs: ['renderer/index.html'],
    build: buildRenderer,
  },
  // Made of the renderer's output, which is built before it.
  web: {
    name: 'web',
    inputs: [...common, 'renderer', 'templates', 'src', 'web', 'docs/guide'],
    outputs: ['web/index.html', 'web/engine/engine.js'],
    build: buildWeb,
  },
};
