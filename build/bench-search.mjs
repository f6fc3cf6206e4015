// node build/bench-search.mjs [--seeds 1,2,3] [--strategies evolution,random] [--minutes N]: `convas search` from LeNet-5 on
// mnist-10k, 60 networks of the suggested space with evolution and with independent draws, three seeds each: the smallest
// network that is at least as accurate as LeNet-5, and the hypervolume of the fronts. Takes about four minutes a search on an idle machine.
// Ends after N minutes at the latest and, given again, resumes where it was. Keeps docs/search.json.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dist, inRoot } from './lib/root.mjs';

const trials = 60;
const epochs = 2;
const { values: given } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    strategies: { type: 'string', default: 'evolution,random' },
    minutes: { type: 'string', default: '600' },
  },
});
const deadline = Date.now() + Number(given.minutes) * 60_000;
const home = join(dist, 'bench-search');
const begunFile = join(home, 'begun.json');
await mkdir(home, { recursive: true });
const env = { ...process.env, CONVAS_HOME: home, CONVAS_KERNELS: 'default', CONVAS_LANG: 'en' };

const readJson = (path, otherwise) => readFile(path, 'utf8').then(JSON.parse, () => otherwise);
const writeJson = (path, value) => writeFile(path, `${JSON.stringify(value, null, 2)}\n`);

/** Runs a search until it ends or the time is up. @returns what it printed */
function search(words, onStarted) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('build', 'convas.mjs'), 'search', ...words, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Stops after the training at hand.
    const timer = setTimeout(() => child.kill('SIGINT'), Math.max(0, deadline - Date.now()));
    let [printed, detail] = ['', ''];
    child.stdout.on('data', (text) => {
      printed += text;
    });
    child.stderr.on('data', (text) => {
      detail += text;
      const [, id] = /--resume (\S+)/.exec(detail) ?? [];
      if (id !== undefined) onStarted(id);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (printed.trim() === '') return reject(new Error(`exit ${code}\n${detail.slice(-2000)}`));
      resolve(JSON.parse(printed));
    });
  });
}

/** Of the plane of accuracy and the logarithm of parameters: what is beyond it counts nothing. */
const reference = { accuracy: 0.8, params: 100_000 };

/** What the points dominate up to the reference: accuracy times decades of parameters. */
function hypervolume(points) {
  let [area, best] = [0, reference.accuracy];
  const inside = points
    .filter(({ score, params }) => score !== null && score > reference.accuracy && params < reference.params)
    .sort((a, b) => a.params - b.params);
  for (const { score, params } of inside) {
    if (score <= best) continue;
    area += (score - best) * Math.log10(reference.params / params);
    best = score;
  }
  return area;
}

const round = (value) => Number(value.toPrecision(4));

function resultOf(strategy, seed, { points, pareto }) {
  const [lenet] = points;
  const enough = points.filter(({ score }) => score !== null && score >= lenet.score);
  const smallest = enough.reduce((least, point) => (point.params < least.params ? point : least));
  return {
    strategy,
    seed,
    trials: points.length,
    distinctGraphs: new Set(points.map(({ graph }) => graph)).size,
    lenet: { validationAccuracy: lenet.score, params: lenet.params },
    smallestAsAccurate: {
      trial: Number(smallest.point),
      validationAccuracy: smallest.score,
      params: smallest.params,
      shareOfParams: round(smallest.params / lenet.params),
    },
    hypervolume: round(hypervolume(points)),
    front: points
      .filter(({ point }) => pareto.includes(point))
      .map(({ score, params }) => [params, score])
      .sort((a, b) => a[0] - b[0]),
    trainingSeconds: Math.round(points.reduce((sum, { seconds }) => sum + seconds, 0)),
    load: Math.round(loadavg()[0]),
  };
}

const file = inRoot('docs', 'search.json');
for (const seed of given.seeds.split(',').map(Number))
  for (const strategy of given.strategies.split(',')) {
    const name = `${strategy} ${seed}`;
    const begun = await readJson(begunFile, {});
    if (begun[name]?.done) continue;
    if (Date.now() > deadline) {
      console.error('not finished: give the command again');
      process.exit(0);
    }
    const planned = { strategy, seed, trials, epochs };
    const words = begun[name]
      ? ['--resume', begun[name].id]
      : [
          'lenet-5',
          '--dataset',
          'mnist-10k',
          ...Object.entries(planned).flatMap(([of, value]) => [`--${of}`, `${value}`]),
        ];
    const done = await search(words, (id) => writeJson(begunFile, { ...begun, [name]: { id } }));
    if (done.state !== 'finished') {
      console.error(`${name}: ${done.points.length} of ${trials}`);
      continue;
    }
    const result = resultOf(strategy, seed, done);
    const kept = await readJson(file, { results: [] });
    const results = [
      ...kept.results.filter((other) => other.seed !== seed || other.strategy !== strategy),
      result,
    ].sort((a, b) => a.seed - b.seed || a.strategy.localeCompare(b.strategy));
    const machine = { processor: cpus()[0].model, cores: cpus().length };
    const at = new Date().toISOString();
    const detail = { at, machine, network: 'lenet-5', dataset: 'mnist-10k', epochs, reference };
    await writeJson(file, { ...detail, results });
    await writeJson(begunFile, { ...begun, [name]: { id: done.sweep, done: true } });
    console.log(JSON.stringify(result));
  }
