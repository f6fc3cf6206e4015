// node build/bench-exports.mjs [SECONDS] [COUNT] [TEMPLATES] [FORMATS]: what each format's own runtime computes of COUNT random
// networks and of the templates (all, or their ids with commas), at batches of 1 and 7, against the engine. Stops after
// SECONDS (400), and goes on from there the next time; keeps what it found so far in docs/exports.json. Python with its
// frameworks: CONVAS_PYTHON, otherwise python3. `--anew` begins again.
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const all =
  'tfjs,tfjs-graph,onnx,onnx:layout=nchw,onnx:precision=float16,onnx:precision=int8,keras,h5,savedmodel,tflite,' +
  'tflite:precision=float16,tflite:precision=int8,pytorch,python,python-torch,typescript';
const given = process.argv.slice(2).filter((each) => each !== '--anew');
const [seconds = '400', count = '60', templates = 'all', formats = all] = given;

await ensureNative();
await ensureBuilt(['interchange']);
await asModules(['tests/bench/exports.ts'], 'bench');
const parts = join(dist, 'bench', 'exports-parts.json');
if (process.argv.includes('--anew')) await rm(parts, { force: true });

const python = process.env.CONVAS_PYTHON || 'python3';
const folder = await mkdtemp(join(tmpdir(), 'convas-forks-'));
const socket = join(folder, 'socket');
const forks = spawn(python, [inRoot('tests', 'bench', 'python_forks.py'), socket], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const started = await new Promise((resolve) => {
  forks.stdout.once('data', () => resolve(true));
  forks.once('exit', () => resolve(false));
});
// What runs a script in a fork, as Python itself would.
const client = join(folder, 'python');
await writeFile(
  client,
  `#!${python} -SE
import json, os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(${JSON.stringify(socket)})
s.sendall(json.dumps({'script': sys.argv[-1], 'cwd': os.getcwd()}).encode())
s.shutdown(socket.SHUT_WR)
answer = b''
while part := s.recv(65536):
    answer += part
answer = json.loads(answer)
sys.stderr.write(answer['printed'])
sys.exit(answer['code'] & 255)
`,
);
await chmod(client, 0o755);
try {
  const here = join(dist, 'bench', 'exports.mjs');
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [here, parts, seconds, formats, count, templates],
    { maxBuffer: 1e8, env: { ...process.env, ...(started && { CONVAS_PYTHON: client }) } },
  );
  process.stderr.write(stderr);
  console.log(stdout.trim().split('\n').at(-1));
} finally {
  forks.kill();
  await rm(folder, { recursive: true, force: true });
}

const most = (values) => values.reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
const found = Object.entries(JSON.parse(await readFile(parts, 'utf8'))).map(([format, networks]) => {
  const entries = Object.entries(networks);
  const of = (state) => entries.filter(([, part]) => part.state === state);
  const same = of('same');
  const largest = (among) => {
    const [network, difference] = most(among.map(([name, part]) => [name, part.difference]));
    return { networks: among.length, largest: Number(difference.toPrecision(3)), of: network };
  };
  const isRandom = ([name]) => name.startsWith('random-');
  const transposes = same.filter(([name, part]) => part.transposes !== undefined && !isRandom([name]));
  return [
    format,
    {
      runtime: same[0]?.[1].runtime ?? null,
      random: largest(same.filter(isRandom)),
      templates: largest(same.filter((each) => !isRandom(each))),
      otherClasses: same.filter(([, part]) => !part.classes).map(([name]) => name),
      above1e5: same
        .filter(([, part]) => part.difference > 1e-5)
        .map(([name, part]) => [name, Number(part.difference.toPrecision(3))]),
      ...(transposes.length > 0 && {
        transposes: Math.max(...transposes.map(([, part]) => part.transposes)),
      }),
      refused: of('refused').map(([name]) => name),
      failed: of('failed').map(([name, part]) => `${name}, ${part.error}`),
      unavailable: of('unavailable').length,
    },
  ];
});
const kept = inRoot('docs', 'exports.json');
const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'));
await writeFile(kept, `${JSON.stringify({ ...before, formats: Object.fromEntries(found) }, null, 2)}\n`);
