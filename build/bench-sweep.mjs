// node build/bench-sweep.mjs: a sweep of 24 combinations on a local Ray cluster of two nodes, whose driver is killed in the
// middle and started again, against the local queue: scores and weights have to be the same bits. Needs Python with Ray
// (CONVAS_PYTHON). Takes some ten minutes. Keeps docs/sweep.json.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inRoot } from './lib/root.mjs';

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'convas-bench-sweep-'));
const python = process.env.CONVAS_PYTHON || 'python3';
const env = {
  ...process.env,
  CONVAS_HOME: join(folder, 'home'),
  CONVAS_KERNELS: 'default',
  RAY_USAGE_STATS_ENABLED: '0',
};
const asked = ['sweep', 'tiny-cnn', '--dataset', 'mnist-10k', '--epochs', '2', '--json'];
const varied = [
  '--vary',
  'training.seed=1,2,3,4,5,6',
  '--vary',
  'training.learningRate=0.0003,0.001,0.003,0.01',
];
const words = (more = []) => [inRoot('build', 'convas.mjs'), ...asked, ...varied, ...more];
const convas = async (more) =>
  JSON.parse((await run(process.execPath, words(more), { env, maxBuffer: 2 ** 26 })).stdout);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** What a run's last weights are, as a digest. */
async function weightsOf(place) {
  const digest = createHash('sha256');
  const names = (await readdir(place)).filter((name) => /^weights-.*\.bin$/.test(name)).sort();
  const index = JSON.parse(await readFile(join(place, 'weights.json'), 'utf8'));
  const latest = names.find((name) => JSON.stringify(index).includes(name)) ?? names.at(-1);
  return digest.update(await readFile(join(place, latest))).digest('hex');
}

const nodes = [];
function node(...args) {
  const child = spawn(
    python,
    [
      '-m',
      'ray.scripts.scripts',
      'start',
      '--block',
      '--num-cpus=1',
      '--disable-usage-stats',
      '--node-ip-address=127.0.0.1',
      ...args,
    ],
    {
      env,
      detached: true,
      stdio: 'ignore',
    },
  );
  nodes.push(child);
}

try {
  let began = performance.now();
  const local = await convas([]);
  const localSeconds = (performance.now() - began) / 1000;
  const port = await freePort();
  node('--head', `--port=${port}`, '--include-dashboard=false');
  await wait(20_000);
  node(`--address=127.0.0.1:${port}`);
  await wait(15_000);

  const shared = join(folder, 'shared');
  const elsewhere = ['--on', 'ray', '--out', shared, '--address', `127.0.0.1:${port}`];
  began = performance.now();
  const driver = spawn(process.execPath, words(elsewhere), { env, detached: true, stdio: 'ignore' });
  const finished = async () => {
    const names = await readdir(join(shared, 'runs')).catch(() => []);
    const records = await Promise.all(
      names.map((name) => readFile(join(shared, 'runs', name, 'run.json'), 'utf8').catch(() => '')),
    );
    return records.filter((text) => /"state":\s*"finished"/.test(text)).length;
  };
  while ((await finished()) < 6 && driver.exitCode === null) await wait(200);
  const killedAfter = await finished();
  process.kill(-driver.pid, 'SIGKILL');
  const done = await convas(elsewhere);
  const seconds = (performance.now() - began) / 1000;

  const pairs = await Promise.all(
    done.points.map(async (point, at) => {
      const own = local.points[at];
      const weights = await Promise.all([
        weightsOf(join(env.CONVAS_HOME, 'runs', own.run)),
        weightsOf(point.run),
      ]);
      return point.score === own.score && weights[0] === weights[1];
    }),
  );
  const result = {
    at: new Date().toISOString(),
    machine: { processor: cpus()[0].model, cores: cpus().length, load: Math.round(loadavg()[0]) },
    combinations: done.points.length,
    nodes: 2,
    killedAfter,
    sameBits: pairs.filter(Boolean).length,
    seconds: { local: Math.round(localSeconds), ray: Math.round(seconds) },
  };
  await writeFile(inRoot('docs', 'sweep.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result));
} finally {
  for (const { pid } of nodes) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended.
    }
  }
  await wait(3000);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
