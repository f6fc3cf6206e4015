// node build/reliability.mjs [PART...]: what is not lost when processes are killed, and what is held under load. Parts:
// saving, training, documents, load; all where none is named. Keeps docs/reliability.json, and docs/reliability.md made of it:
// the parts that did not run this time stay as they were.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { openDocuments } from './lib/open-documents.mjs';
import { ensureNative } from './lib/provision.mjs';
import { reliabilityPage } from './lib/reliability-page.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const bundle = (name) => join(dist, 'bench', `${name}.mjs`);

async function bench(name, ...args) {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--no-warnings', bundle(name), ...args.map(String)],
    { maxBuffer: 2 ** 26, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

const parts = {
  saving: () => bench('saving', bundle('saver'), 500, 4),
  training: () => bench('training', bundle('victim'), 'native', 'compiled', 50),
  documents: () => openDocuments(200),
  load: () => bench('load', 'native', 200_000, 1000),
};

const named = process.argv.slice(2);
const unknown = named.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

await ensureNative();
await ensureBuilt(['feeding', 'interchange', 'statistics', 'insight', 'cli', 'renderer']);
const names = ['saving', 'saver', 'training', 'load'].map((name) => `tests/bench/reliability/${name}.ts`);
await asModules(names, 'bench');
await asModules(['tests/engine/victim.ts'], 'bench');

const file = inRoot('docs', 'reliability.json');
const result = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
for (const part of named.length > 0 ? named : Object.keys(parts)) {
  result[part] = {
    ...(await parts[part]()),
    at: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, Node ${process.versions.node}, ${process.platform}`,
  };
  console.error(`${part}: ${JSON.stringify({ ...result[part], samples: undefined })}`);
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  await writeFile(inRoot('docs', 'reliability.md'), reliabilityPage(result));
}
