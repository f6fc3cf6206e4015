// node build/bench-templates.mjs [TEMPLATE...]: trains every template (or those named) for two steps on random data
// and keeps what memory and time that took in templates/measured.json, which the gallery reads.
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureNative } from './lib/provision.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const file = inRoot('templates', 'measured.json');
/** Examples a step: the fewest with which batch normalization has something to normalize over. */
const batch = 2;

await ensureNative();
await asModules(['tests/bench/template-step.ts'], 'bench');
const child = join(dist, 'bench', 'template-step.mjs');
const names = (await readdir(inRoot('templates'))).filter((name) => name.endsWith('.convas')).sort();
const asked = process.argv.slice(2);
const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
const results = {};
for (const id of names.map((name) => name.replace('.convas', ''))) {
  if (asked.length > 0 && !asked.includes(id)) {
    results[id] = known.results?.[id];
    continue;
  }
  const { stdout } = await run(process.execPath, [child, id, String(batch)], { maxBuffer: 2 ** 24 });
  const { mode, seconds, peakBytes } = JSON.parse(stdout.trim().split('\n').at(-1));
  const { initialize, open, step } = seconds;
  results[id] = {
    mode,
    peakBytes: Math.max(...Object.values(peakBytes)),
    seconds: { initialize, open, step },
  };
  console.error(`${id}: ${(results[id].peakBytes / 1e9).toFixed(2)} GB, a step takes ${step} s`);
}
const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
await writeFile(file, `${JSON.stringify({ batch, machine, results }, null, 2)}\n`);
