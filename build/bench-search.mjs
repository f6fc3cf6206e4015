// node build/bench-search.mjs [SEEDS] [STRATEGIES]: `convas search` from LeNet-5 on mnist-10k, 60 networks of the suggested space with
// evolution and with independent draws, three seeds each (1,2,3): the smallest network that is at least as accurate as LeNet-5,
// and the hypervolume of the fronts. Takes some four minutes a search. Keeps docs/search.json after each search, where
// the others stay.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/root.mjs';

const trials = 60;
const epochs = 2;
const seeds = (process.argv[2] ?? '1,2,3').split(',').map(Number);
const strategies = (process.argv[3] ?? 'evolution,random').split(',');
const folder = await mkdtemp(join(tmpdir(), 'convas-bench-search-'));
const env = { ...process.env, CONVAS_HOME: folder, CONVAS_KERNELS: 'default' };

function search(strategy, seed) {
  const words = ['search', 'lenet-5', '--dataset', 'mnist-10k', '--json'];
  const options = { strategy, seed, trials, epochs };
  for (const [name, value] of Object.entries(options)) words.push(`--${name}`, String(value));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('build', 'convas.mjs'), ...words], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += text;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(printed)) : reject(new Error(`exit ${code}`)),
    );
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
const file = inRoot('docs', 'search.json');
for (const seed of seeds)
  for (const strategy of strategies) {
    const began = performance.now();
    const { points, pareto } = await search(strategy, seed);
    const [lenet] = points;
    const enough = points.filter(({ score }) => score !== null && score >= lenet.score);
    const smallest = enough.reduce((least, point) => (point.params < least.params ? point : least));
    const result = {
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
      seconds: Math.round((performance.now() - began) / 1000),
      load: Math.round(loadavg()[0]),
    };
    const kept = await readFile(file, 'utf8').then(JSON.parse, () => ({ results: [] }));
    const results = [
      ...kept.results.filter((other) => other.seed !== seed || other.strategy !== strategy),
      result,
    ].sort((a, b) => a.seed - b.seed || a.strategy.localeCompare(b.strategy));
    const machine = { processor: cpus()[0].model, cores: cpus().length };
    const told = {
      at: new Date().toISOString(),
      machine,
      network: 'lenet-5',
      dataset: 'mnist-10k',
      epochs,
      reference,
    };
    await writeFile(file, `${JSON.stringify({ ...told, results }, null, 2)}\n`);
    console.log(JSON.stringify(result));
  }
await rm(folder, { recursive: true });
