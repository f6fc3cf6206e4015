// The static page: the app, its engine as a worker, and the data that ship, in one folder for any web server.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dist, inRoot } from './root.mjs';

const require = createRequire(import.meta.url);

/** What stands for Node's modules and for packages that need Node. */
const replaced = {
  'node:fs': 'node/fs.ts',
  'node:fs/promises': 'node/fs-promises.ts',
  'node:crypto': 'node/crypto.ts',
  'node:zlib': 'node/zlib.ts',
  'node:stream': 'node/stream.ts',
  'node:stream/promises': 'node/stream.ts',
  'node:worker_threads': 'node/worker-threads.ts',
  'proper-lockfile': 'node/lockfile.ts',
  '@napi-rs/image': 'node/images.ts',
  '@tensorflow/tfjs-backend-wasm': 'worker/wasm-backend.ts',
  '@tensorflow/tfjs-node': 'node/absent.ts',
  tar: 'node/archives.ts',
  yauzl: 'node/archives.ts',
};
const others = /^node:(os|util|child_process|module|readline|url|timers\/promises|events)$/;

const nodeInPage = {
  name: 'node-in-page',
  setup({ onResolve }) {
    // By a plugin, not by esbuild's alias: the replacement of a package may import that package.
    onResolve(
      { filter: /^(node:|proper-lockfile$|@napi-rs\/image$|@tensorflow\/tfjs-|tar$|yauzl$)/ },
      (asked) => {
        const { path, importer } = asked;
        if (path === 'node:path') return { path: require.resolve('path-browserify') };
        const file = others.test(path) ? 'node/small.ts' : replaced[path];
        if (file === undefined || importer === inRoot('web', file)) return undefined;
        return { path: inRoot('web', file) };
      },
    );
    onResolve({ filter: /tfjs-backend-wasm-threaded-simd\.worker\.js$/ }, () => ({
      path: inRoot('web', 'worker/wasm-threads.ts'),
    }));
    // What packages ask for in a branch that only Node takes.
    onResolve({ filter: /^(fs|path|os|crypto|util|worker_threads|perf_hooks|module|url)$/ }, () => ({
      path: inRoot('web', 'node/absent.ts'),
    }));
  },
};

/** @param write false only says whether all that the engine imports is there in a page */
export async function bundleEngine(outdir, write = true) {
  const { build } = await import('esbuild');
  const common = {
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    loader: { '.convas': 'text', '.md': 'text' },
    plugins: [nodeInPage],
    legalComments: 'none',
    logLevel: 'warning',
    minify: write,
    keepNames: true,
    outdir,
    write,
    absWorkingDir: inRoot(),
  };
  await build({
    ...common,
    entryPoints: [
      { in: 'web/worker/globals.ts', out: 'globals' },
      { in: 'web/worker/thread.ts', out: 'thread' },
    ],
  });
  await build({
    ...common,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    entryPoints: [
      { in: 'web/worker/main.ts', out: 'engine' },
      { in: 'src/engine/insight/layout-thread.ts', out: 'thread-layout-thread' },
      { in: 'src/engine/statistics/thread.ts', out: 'thread-statistics' },
      { in: 'src/interchange/tfjs/plain-thread.ts', out: 'thread-plain-thread' },
    ],
  });
}

async function copyData(engine) {
  const from = inRoot('src', 'datasets', 'mnist-10k');
  const to = join(engine, 'datasets', 'mnist-10k');
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) await cp(join(from, name), join(to, name.replace(/\.gz$/, '.bin')));
  const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  for (const name of await readdir(wasm))
    if (name.endsWith('.wasm')) await cp(join(wasm, name), join(engine, name));
}

/** The script of the threads of the WebAssembly backend: one file of what its package puts together from texts. */
async function writeWasmThreads(file) {
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out');
  const name = 'tfjs-backend-wasm-threaded-simd';
  const factory = await readFile(join(folder, `${name}.js`), 'utf8');
  const { wasmWorkerContents } = require(join(folder, `${name}.worker.js`));
  const thread = wasmWorkerContents.replace(/\n/g, '\\n');
  await writeFile(file, `${factory}\nself.importScripts = () => {};\n${thread}\n`);
}

/** The one place that says what a page may do is TypeScript. */
async function policyOf() {
  const { build } = await import('esbuild');
  const entryPoints = [inRoot('src', 'protocol', 'page.ts')];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).contentPolicy;
}

/** Its policy allows WebAssembly, no address but its own, and it names the engine's scripts. */
async function writePage(file) {
  const contentPolicy = await policyOf();
  const page = await readFile(file, 'utf8');
  const policy = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)/;
  if (!policy.test(page)) throw new Error(`${file} has no security policy`);
  const engine = '<meta name="convas-engine" content="./engine">';
  const written = page.replace(policy, (_, before, after) => {
    return `${before}${contentPolicy([], 'meta', 'in-page')}${after}${engine}`;
  });
  await writeFile(file, written);
}

const readme = `Convas as a static page

Put this folder on any web server. From a USB stick, open a terminal in this folder and run

    python3 serve.py        (Windows: py serve.py)

then open the address that it prints in a browser. The page asks for nothing outside this folder.
WebAssembly computes in threads where the server sends these headers, as serve.py does:

    Cross-Origin-Opener-Policy: same-origin
    Cross-Origin-Embedder-Policy: require-corp

---

Convas como página estática

Ponha esta pasta em qualquer servidor web. Em um pendrive, abra um terminal nesta pasta e execute

    python3 serve.py        (Windows: py serve.py)

e abra no navegador o endereço que ele mostra. A página não consulta nada fora desta pasta.
`;

/** Makes `dist/web` of `dist/renderer` and the engine. */
export async function buildWeb() {
  const next = join(dist, `.web-${process.pid}`);
  const final = join(dist, 'web');
  await rm(next, { recursive: true, force: true });
  await cp(join(dist, 'renderer'), next, { recursive: true });
  const engine = join(next, 'engine');
  await bundleEngine(engine);
  await copyData(engine);
  await writeWasmThreads(join(engine, 'wasm-threads.js'));
  await writePage(join(next, 'index.html'));
  await cp(inRoot('web', 'serve.py'), join(next, 'serve.py'));
  await writeFile(join(next, 'README.txt'), readme);
  await rm(final, { recursive: true, force: true });
  await rename(next, final);
}
