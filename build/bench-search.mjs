// node build/bench-search.mjs [SEEDS]: `convas search` from LeNet-5 on mnist-10k, 60 networks of the suggested space with
// evolution and with independent draws, three seeds each: the smallest network that is at least as accurate as LeNet-5,
// and the hypervolume of the fronts. Takes about an hour on two cores. Keeps docs/search.json after each search.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/root.mjs';

const trials = 60;
const epochs = 2;
const seeds = (process.argv[2] ?? '1,2,3').split(',').map(Number);
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
const results = [];
for (const seed of seeds)
  for (const strategy of ['evolution', 'random']) {
    const began = performance.now();
    const { points, pareto } = await search(strategy, seed);
    const [lenet] = points;
    const enough = points.filter(({ score }) => score !== null && score >= lenet.score);
    const smallest = enough.reduce((least, point) => (point.params < least.params ? point : least));
    results.push({
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
    });
    const machine = { cores: cpus().length, load: Math.round(loadavg()[0]) };
    const told = {
      at: new Date().toISOString(),
      machine,
      network: 'lenet-5',
      dataset: 'mnist-10k',
      epochs,
      reference,
    };
    await writeFile(inRoot('docs', 'search.json'), `${JSON.stringify({ ...told, results }, null, 2)}\n`);
    console.log(JSON.stringify(results.at(-1)));
  }
await rm(folder, { recursive: true });
