// `node build/bench-against.mjs REF [ARGS...]`: `convas bench ARGS` of this checkout and of another commit in turns, so that
// what the machine does meanwhile falls on both. Prints how many times as fast this one is, and keeps docs/against.json
// where ARGS do not narrow it. Takes less than eight minutes once both are built: as many turns as fit, three at most.
// Ends with 1 where a network trains slower than the tolerance below allows.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/root.mjs';

/** Turns, at most; and seconds after which none is begun that may end later. */
const most = { turns: 3, seconds: 450 };
/** What a median of a few short turns varies by on an idle machine: less than this share is no slowdown. */
const tolerance = 0.05;
/** Short turns: the alternation averages what the machine does, not the length of each. */
const brief = [
  '--engines',
  'compiled',
  '--against',
  '',
  '--rounds',
  '3',
  '--max-rounds',
  '3',
  '--seconds',
  '1',
];
const warmUp = ['--networks', 'lenet-5', '--rounds', '1', '--max-rounds', '1', '--seconds', '0.1'];
const [ref, ...args] = process.argv.slice(2);
if (ref === undefined) {
  console.error('Name a commit: node build/bench-against.mjs main~20 --networks lenet-5');
  process.exit(2);
}

const git = (...command) =>
  execFileSync('git', command, { cwd: inRoot(), maxBuffer: 2 ** 30, encoding: 'buffer' });
const nameOf = (commit) => git('log', '-1', '--format=%h %cs %s', commit).toString().trim();
const folder = mkdtempSync(join(tmpdir(), 'convas-against-'));
const other = join(folder, 'checkout');

const run = (root, ...command) =>
  execFileSync(process.execPath, [join(root, 'build', 'convas.mjs'), ...command], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** Images per second by network, batch and engine; of our compiled step alone, unless ARGS ask for others. */
function bench(root, name, more = args) {
  const out = join(folder, `${name}.json`);
  run(root, 'bench', ...brief, ...more, '--out', out);
  const { results } = JSON.parse(readFileSync(out, 'utf8'));
  rmSync(out);
  return new Map(
    results.map((each) => [`${each.network}, batch ${each.batch}, ${each.engine}`, each.imagesPerSecond]),
  );
}

const rounded = (ratio) => Number(ratio.toFixed(3));
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

try {
  mkdirSync(other);
  execFileSync('tar', ['-x', '-C', other], { input: git('archive', ref) });
  const sameLock =
    readFileSync(inRoot('package-lock.json'), 'utf8') ===
    readFileSync(join(other, 'package-lock.json'), 'utf8');
  if (sameLock && existsSync(inRoot('node_modules')))
    symlinkSync(inRoot('node_modules'), join(other, 'node_modules'));
  else execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: other, stdio: 'inherit' });
  // Whatever is stale is built, and what is missing compiled, before anything is timed.
  for (const root of [other, inRoot()]) bench(root, 'first', warmUp);
  const load = loadavg()[0];
  const begun = performance.now();
  const found = new Map();
  let turns = 0;
  for (let longest = 0; turns < most.turns; turns++) {
    const from = performance.now();
    if ((from - begun + longest) / 1000 > most.seconds) break;
    // The first of a turn finds the machine as the last one left it: each begins as often.
    const order = turns % 2 === 0 ? [other, inRoot()] : [inRoot(), other];
    const speeds = new Map(order.map((root) => [root, bench(root, 'result')]));
    for (const [name, speed] of speeds.get(inRoot())) {
      const before = speeds.get(other).get(name);
      if (before !== undefined) found.set(name, [...(found.get(name) ?? []), rounded(speed / before)]);
    }
    longest = Math.max(longest, performance.now() - from);
  }
  const ratios = Object.fromEntries(
    [...found].map(([name, all]) => [name, { median: median(all), turns: all }]),
  );
  for (const [name, { median: ratio, turns: all }] of Object.entries(ratios))
    console.log(`${name}: ${ratio} (${all.join(', ')})`);
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    node: process.versions.node,
    load: { before: rounded(load), after: rounded(loadavg()[0]) },
  };
  const minutes = Number(((performance.now() - begun) / 60_000).toFixed(1));
  const slower = Object.keys(ratios).filter((name) => ratios[name].median < 1 - tolerance);
  console.log(slower.length === 0 ? 'training is not slower' : `slower: ${slower.join('; ')}`);
  process.exitCode = slower.length === 0 ? 0 : 1;
  const result = {
    machine,
    now: nameOf('HEAD'),
    before: nameOf(ref),
    minutes,
    turns,
    tolerance,
    slower,
    ratios,
  };
  if (args.length === 0)
    writeFileSync(inRoot('docs', 'against.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
