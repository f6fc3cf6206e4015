// node build/bench-forecast.mjs [--seconds S] [TEMPLATE...]: forecasts what an epoch of the templates takes on this
// machine, trains them on their data for a while and compares with the pace of the fastest tenth of the time; where it
// is not long, the pretraining of their layers, too. Keeps docs/forecast.json; ends with 1 where more than one
// template in ten is off by more than a factor of 1.5.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureNative, provisioning } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const usual = [
  ...['lenet-5', 'lenet-5-1998', 'mlp', 'tiny-cnn', 'autoencoder', 'conv-autoencoder'],
  ...['cifar10-cnn', 'resnet20-cifar', 'mobilenet', 'resnet18'],
];
const templates = positionals.length > 0 ? positionals : usual;
/** How far off a forecast may be, as a factor either way, and how many may be further off. */
const most = 1.5;
const exceptions = Math.floor(templates.length / 10);

await ensureNative();
await ensureBuilt(['feeding']);
await asModules(['tests/bench/forecast.ts'], 'bench');
const load = loadavg()[0];
const child = join(dist, 'bench', 'forecast.mjs');
// As the app starts the processes that train.
const env = { ...process.env, ...(await provisioning()).allocatorEnvironment() };
/** One after the other, each in a process that loads TensorFlow as the app does for such a network. */
async function compareAll() {
  const home = await mkdtemp(join(tmpdir(), 'convas-forecast-'));
  const all = [];
  try {
    for (const template of templates) {
      const args = [child, values.seconds, template, home];
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24, env });
      all.push(JSON.parse(stdout.trim().split('\n').at(-1)));
      console.error(JSON.stringify(all.at(-1)));
    }
    return all;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
const compared = await compareAll();
const detail = (what, { forecastSeconds, measuredSeconds, ratio }) =>
  console.error(
    `${what}: ${forecastSeconds} s an epoch were forecast, it takes ${measuredSeconds} s (${ratio}x)`,
  );
for (const one of compared) {
  detail(one.template, one);
  if (one.pretraining) detail(`${one.template}, pretraining`, one.pretraining);
}
const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.versions.node,
  load: { before: Number(load.toFixed(1)), after: Number(loadavg()[0].toFixed(1)) },
};
const result = { machine, compared };
await writeFile(inRoot('docs', 'forecast.json'), `${JSON.stringify(result, null, 2)}\n`);
const off = ({ ratio }) => ratio > most || ratio < 1 / most;
const wrong = compared.filter((one) => off(one) || (one.pretraining && off(one.pretraining)));
if (wrong.length > exceptions) {
  console.error(`more than a factor of ${most} off: ${wrong.map(({ template }) => template).join(', ')}`);
  process.exitCode = 1;
}
