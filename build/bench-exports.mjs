// node build/bench-exports.mjs [COUNT] [TEMPLATES] [FORMATS]: what each format's own runtime computes of COUNT random networks
// and of the templates (all, or their ids with commas), at batches of 1 and 7, against the engine. Keeps what it found in
// docs/exports.json. Python with its frameworks: CONVAS_PYTHON, otherwise python3.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const all = 'tfjs,tfjs-graph,onnx,keras,h5,savedmodel,tflite,pytorch,python,python-torch,typescript';
const [count = '60', templates = 'all', formats = all] = process.argv.slice(2);

await ensureNative();
await ensureBuilt(['interchange']);
await asModules(['tests/bench/exports.ts'], 'bench');
const here = join(dist, 'bench', 'exports.mjs');
const kept = inRoot('docs', 'exports.json');
const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
for (const format of formats.split(',')) {
  const { stdout } = await promisify(execFile)(process.execPath, [here, format, count, templates], {
    maxBuffer: 1e8,
  });
  const found = JSON.parse(stdout.trim().split('\n').at(-1));
  before[format] = { random: Number(count), templates, ...found[format] };
  console.log(format, before[format]);
  await writeFile(kept, `${JSON.stringify(before, null, 2)}\n`);
}
