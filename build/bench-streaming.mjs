// node build/bench-streaming.mjs [PART...]: CIFAR-10 as 60,000 JPEG files in folders against the same in memory, how fast
// the folder opens again, that information and prediction do not read the data, and the memory that 5 GB of images take
// as they are decoded and trained on. Parts are pace, open, unread and past. Keeps docs/streaming.json. Needs
// cifar10/cifar-10-images-jpg.tar.gz in the folder that CONVAS_DATA names, and 12 GB of disk.
import { execFile } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Transformer } from '@napi-rs/image';
import { ensureBuilt } from './build.mjs';
import { chain } from './lib/chain.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const file = inRoot('docs', 'streaming.json');
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const rounded = (value) => Number(value.toFixed(3));

const place = await mkdtemp(join(tmpdir(), 'convas-streaming-'));
const env = { ...process.env, CONVAS_HOME: join(place, 'home') };

async function json(script, ...args) {
  const { stdout } = await run(process.execPath, [script, ...args], { env, maxBuffer: 2 ** 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}
const bench = (...args) => json(join(dist, 'bench', 'streaming.mjs'), ...args);
const convas = (...args) => json(inRoot('build', 'convas.mjs'), ...args, '--json');

/** The folder with `train/CLASS/*.jpg` and `test/CLASS/*.jpg`. */
let unpacked = null;
async function images() {
  if (unpacked) return unpacked;
  const archive = join(process.env.CONVAS_DATA ?? '', 'cifar10', 'cifar-10-images-jpg.tar.gz');
  const folder = join(place, 'images');
  await mkdir(folder);
  await run('tar', ['xzf', archive, '-C', folder]);
  const names = await readdir(folder);
  unpacked = names.includes('train') ? folder : join(folder, names[0]);
  return unpacked;
}

/** Kept pixels of the data at some paths, which are moved away while `work` is done. */
async function withoutPixels(work) {
  const prepared = await bench('kept');
  const moved = [];
  for (const name of await readdir(prepared)) {
    const about = await readFile(join(prepared, name, 'manifest.json'), 'utf8').catch(() => '{}');
    if (!JSON.parse(about).path?.startsWith(place)) continue;
    for (const each of await readdir(join(prepared, name)))
      if (each.endsWith('-pixels')) moved.push(join(prepared, name, each));
  }
  for (const each of moved) await rename(each, `${each}.away`);
  try {
    return { files: moved.length, ...(await work()) };
  } finally {
    for (const each of moved) await rename(`${each}.away`, each);
  }
}

const parts = {
  async pace() {
    const { step, ...ways } = await bench('pace', await images());
    const share = (way) => rounded(median(ways[way].map((pace, at) => pace / ways.memory[at])));
    return {
      template: 'cifar10-cnn',
      step,
      imagesPerSecond: Object.fromEntries(
        Object.entries(ways).map(([way, pace]) => [way, Math.round(median(pace))]),
      ),
      ofMemory: { opened: share('opened'), records: share('records') },
    };
  },
  async open() {
    const folder = await images();
    const first = performance.now();
    await convas('data', folder);
    const decoded = rounded((performance.now() - first) / 1000);
    const seconds = [];
    for (let time = 0; time < 5; time++) {
      const since = performance.now();
      await convas('data', folder);
      seconds.push((performance.now() - since) / 1000);
    }
    return { firstSeconds: decoded, seconds: rounded(median(seconds)) };
  },
  async unread() {
    const folder = await images();
    await convas('data', folder);
    const layers = [
      ['input', { shape: [32, 32, 3] }],
      ['averagePooling2d', { poolSize: [4, 4] }],
      ['flatten', {}],
      ['dense', { units: 10, activation: 'softmax' }],
    ];
    const document = join(place, 'slight.convas');
    await writeFile(document, JSON.stringify(chain('slight', { dataset: folder }, { epochs: 1 }, layers)));
    const { run: trained } = await convas('train', document);
    const [label] = await readdir(join(folder, 'test'));
    const [name] = await readdir(join(folder, 'test', label));
    const image = join(folder, 'test', label, name);
    return withoutPixels(async () => {
      await convas('analyze', document);
      const predicted = await convas('predict', trained, image);
      return { predicted: predicted.predictions[0].name };
    });
  },
  async past() {
    const folder = join(place, 'large');
    const side = 224;
    const [classes, different, all] = [10, 500, 34_000];
    await mkdir(join(folder, 'first'), { recursive: true });
    const pixels = new Uint8Array(side * side * 4);
    const files = [];
    for (let seed = 0; seed < different; seed++) {
      for (let at = 0; at < pixels.length; at++)
        pixels[at] = at % 4 === 3 ? 255 : 128 + 100 * Math.sin((at * (seed + 2)) / 9000 + (at % 4));
      const path = join(folder, 'first', `${seed}.jpg`);
      await writeFile(path, await Transformer.fromRgbaPixels(pixels, side, side).jpeg(90));
      files.push(path);
    }
    for (let label = 0; label < classes; label++)
      await mkdir(join(folder, 'set', `class-${label}`), { recursive: true });
    for (let at = 0; at < all; at++)
      await link(files[at % different], join(folder, 'set', `class-${at % classes}`, `${at}.jpg`));
    const found = await bench('past', join(folder, 'set'));
    return {
      ...found,
      megabytes: Object.fromEntries(
        Object.entries(found.megabytes).map(([of, size]) => [of, Math.round(size)]),
      ),
    };
  },
};

await ensureNative();
await ensureBuilt(['cli', 'feeding']);
await asModules(['tests/bench/streaming.ts'], 'bench');
const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
try {
  for (const name of asked) {
    const found = await parts[name]();
    const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: rounded(loadavg()[1]) };
    const before = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
    await writeFile(file, `${JSON.stringify({ ...before, [name]: { machine, ...found } }, null, 2)}\n`);
    console.error(name, JSON.stringify(found));
  }
} finally {
  await rm(place, { recursive: true, force: true });
}
