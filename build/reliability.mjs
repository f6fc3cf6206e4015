// node build/reliability.mjs [PART...] [--minutes N] [--again]: what is not lost when processes are killed, and what is
// held under load. Parts: builds, saving, training, load, runs, documents; all where none is named. Each is done in pieces: what
// does not fit into the minutes is done by the next call, and `--again` begins a part anew. Keeps docs/reliability.json,
// and docs/reliability.md made of it.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { compareBuilds } from './lib/compare-builds.mjs';
import { listRuns } from './lib/list-runs.mjs';
import { longRun } from './lib/long-run.mjs';
import { openDocuments } from './lib/open-documents.mjs';
import { ensureNative } from './lib/provision.mjs';
import { reliabilityPage } from './lib/reliability-page.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { asModules } from './lib/targets.mjs';

const run = promisify(execFile);
const bundle = (name) => join(dist, 'bench', `${name}.mjs`);

async function bench(name, ...args) {
  const { stdout } = await run(process.execPath, ['--no-warnings', bundle(name), ...args.map(String)], {
    maxBuffer: 2 ** 26,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/** Each part: how much is asked for, how much a piece does, and one piece. */
const parts = {
  builds: { asked: 1, piece: 1, work: () => compareBuilds() },
  saving: { asked: 500, piece: 100, work: (kills) => bench('saving', bundle('saver'), kills, 4) },
  training: {
    asked: 50,
    piece: 10,
    work: (kills, at) => bench('training', bundle('victim'), 'native', 'compiled', kills, at + 1),
  },
  load: { asked: 200_000, piece: 25_000, work: (steps) => longRun(steps) },
  runs: { asked: 1000, piece: 1000, work: (runs) => listRuns(runs) },
  documents: { asked: 200, piece: 100, work: (count) => openDocuments(count) },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, again: { type: 'boolean' } },
});
const named = positionals.length > 0 ? positionals : Object.keys(parts);
const unknown = named.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

await ensureNative();
await ensureBuilt(['feeding', 'interchange', 'statistics', 'insight', 'cli', 'renderer']);
const names = ['saving', 'saver', 'training', 'long-document', 'many-runs'];
await asModules(
  names.map((name) => `tests/bench/reliability/${name}.ts`),
  'bench',
);
await asModules(['tests/engine/victim.ts'], 'bench');

const file = inRoot('docs', 'reliability.json');
const result = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
if (values.again) for (const part of named) delete result[part];
const until = performance.now() + 60_000 * Number(values.minutes ?? Number.POSITIVE_INFINITY);
const machine = `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, Node ${process.versions.node}, ${process.platform}`;
for (const part of named) {
  const { asked, piece, work } = parts[part];
  const done = () => (result[part] ?? []).length * piece;
  let longest = 0;
  while (done() < asked && performance.now() + 1000 * longest < until) {
    const since = performance.now();
    const found = await work(piece, done() / piece);
    const seconds = Math.round((performance.now() - since) / 1000);
    longest = Math.max(longest, seconds);
    const entry = { ...found, seconds, at: new Date().toISOString().slice(0, 10), machine };
    result[part] = [...(result[part] ?? []), entry];
    await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
    await writeFile(inRoot('docs', 'reliability.md'), reliabilityPage(result));
  }
  console.error(`${part}: ${done().toLocaleString('en')} of ${asked.toLocaleString('en')}`);
}
