// node build/bench-memory.mjs [FORMATS]: how much memory the command line takes to import VGG16, 0.55 GB of weights, and to export and
// import it again in each format of weights (all, or their ids with commas): the largest sum of its processes' resident memory.
// Keeps docs/exports.json.
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';

/** What is imported again of each format; null for one that Convas only writes. */
const formats = {
  tfjs: 'model.json',
  'tfjs-graph': 'model.json',
  keras: 'model.keras',
  h5: 'model.h5',
  onnx: 'model.onnx',
  'onnx:precision=float16': 'model.onnx',
  'onnx:precision=int8': null,
  savedmodel: 'saved_model.pb',
  tflite: null,
  'tflite:precision=float16': null,
  pytorch: 'weights.safetensors',
};
const [asked] = process.argv.slice(2);
const chosen = asked ? asked.split(',') : Object.keys(formats);

await ensureNative();
await ensureBuilt(['cli', 'interchange']);
const folder = await mkdtemp(join(tmpdir(), 'convas-memory-'));
const environment = { ...process.env, CONVAS_HOME: join(folder, 'home') };

/** Resident bytes of a process and those below it. */
function resident(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ');
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended.
    }
  }
  const below = new Set([root]);
  for (const id of below) for (const [child, parent] of parents) if (parent === id) below.add(child);
  let bytes = 0;
  for (const id of below) {
    try {
      const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
      bytes += 1024 * Number(found?.[1] ?? 0);
    } catch {
      // It has ended.
    }
  }
  return bytes;
}

/** Runs `convas`; what it printed, its largest memory, and seconds. */
async function measured(...words) {
  const since = performance.now();
  const child = spawn(process.execPath, [inRoot('build', 'convas.mjs'), ...words, '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, complaints] = ['', ''];
  child.stdout.on('data', (piece) => {
    printed += piece;
  });
  child.stderr.on('data', (piece) => {
    complaints = (complaints + piece).slice(-2000);
  });
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, resident(child.pid));
  }, 25);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`convas ${words[0]}: ${complaints || printed}`);
  return {
    answer: JSON.parse(printed),
    gigabytes: Number((most / 1e9).toPrecision(3)),
    seconds: Number(((performance.now() - since) / 1000).toPrecision(3)),
  };
}

/** VGG16 as torchvision saves it, with small random numbers. */
function writeVgg16(path) {
  const shapes = {};
  let from = 3;
  const places = [
    [0, 64],
    [2, 64],
    [5, 128],
    [7, 128],
    [10, 256],
    [12, 256],
    [14, 256],
    [17, 512],
    [19, 512],
    [21, 512],
    [24, 512],
    [26, 512],
    [28, 512],
  ];
  for (const [at, filters] of places) {
    shapes[`features.${at}.weight`] = [filters, from, 3, 3];
    shapes[`features.${at}.bias`] = [filters];
    from = filters;
  }
  for (const [at, [units, inputs]] of Object.entries({
    0: [4096, 25088],
    3: [4096, 4096],
    6: [1000, 4096],
  })) {
    shapes[`classifier.${at}.weight`] = [units, inputs];
    shapes[`classifier.${at}.bias`] = [units];
  }
  let end = 0;
  const header = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const begin = end;
    end += 4 * shape.reduce((product, side) => product * side, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const file = openSync(path, 'w');
  writeSync(file, length);
  writeSync(file, json);
  const piece = Float32Array.from({ length: 1 << 20 }, (_, at) => 0.02 * Math.sin(at * at));
  const bytes = new Uint8Array(piece.buffer);
  for (let at = 0; at < end; at += bytes.length) writeSync(file, bytes, 0, Math.min(bytes.length, end - at));
  closeSync(file);
  return end;
}

const kept = inRoot('docs', 'exports.json');
async function keep(found) {
  const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
  const { memory = {} } = before;
  const next = { ...memory, ...found, formats: { ...memory.formats, ...found.formats } };
  await writeFile(kept, `${JSON.stringify({ ...before, memory: next }, null, 2)}\n`);
}

try {
  const weights = join(folder, 'vgg16.safetensors');
  const bytes = writeVgg16(weights);
  const first = await measured('import', weights, '--out', join(folder, 'vgg16.convas'));
  console.log('import vgg16.safetensors', first.gigabytes, 'GB', first.seconds, 's');
  await rm(weights);
  const { run } = first.answer;
  await keep({
    processor: `${cpus()[0]?.model}, ${cpus().length} cores`,
    weights: Number((bytes / 1e9).toPrecision(3)),
    stateDict: { import: first.gigabytes },
  });
  for (const id of chosen) {
    const [format, ...settings] = id.split(':');
    const out = join(folder, 'out');
    const words = settings.flatMap((each) => ['--set', each]);
    const out1 = await measured('export', run, '--format', format, ...words, '--out', out);
    const found = { export: out1.gigabytes };
    console.log('export', id, out1.gigabytes, 'GB', out1.seconds, 's');
    if (formats[id]) {
      const back = await measured('import', join(out, formats[id]), '--out', join(folder, 'back.convas'));
      found.import = back.gigabytes;
      console.log('import', id, back.gigabytes, 'GB', back.seconds, 's');
      // The run would fill the disk.
      await promisify(execFile)(
        process.execPath,
        [inRoot('build', 'convas.mjs'), 'runs', 'delete', back.answer.run],
        {
          env: environment,
        },
      ).catch((error) => console.error(String(error)));
    }
    await rm(out, { recursive: true, force: true });
    await keep({ formats: { [id]: found } });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
