// `node build/bench-against.mjs REF [ARGS...]`: `convas bench ARGS` of this checkout and of another commit, one after the
// other and back again, so that what the machine does meanwhile falls on both. Prints how many times as fast this one is.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/root.mjs';

const rounds = 3;
const [ref, ...args] = process.argv.slice(2);
if (ref === undefined) {
  console.error('Name a commit: node build/bench-against.mjs main~20 --networks lenet-5');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'convas-against-'));
const other = join(folder, 'checkout');

/** Images per second by network, batch and engine; of our compiled step alone, unless ARGS ask for others. */
function bench(root, name) {
  const out = join(folder, `${name}.json`);
  const command = [
    join(root, 'build', 'convas.mjs'),
    'bench',
    '--engines',
    'compiled',
    ...args,
    '--out',
    out,
  ];
  execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const { results } = JSON.parse(readFileSync(out, 'utf8'));
  const named = results.map((each) => [
    `${each.network}, batch ${each.batch}, ${each.engine}`,
    each.imagesPerSecond,
  ]);
  rmSync(out);
  return new Map(named);
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

try {
  mkdirSync(other);
  const archive = execFileSync('git', ['archive', ref], { cwd: inRoot(), maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', other], { input: archive });
  const sameLock =
    readFileSync(inRoot('package-lock.json'), 'utf8') ===
    readFileSync(join(other, 'package-lock.json'), 'utf8');
  if (sameLock && existsSync(inRoot('node_modules')))
    symlinkSync(inRoot('node_modules'), join(other, 'node_modules'));
  else execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: other, stdio: 'inherit' });
  const found = new Map();
  for (let round = 0; round < rounds; round++) {
    const before = bench(other, 'before');
    const now = bench(inRoot(), 'now');
    for (const [name, speed] of now) {
      if (!before.has(name)) continue;
      found.set(name, [...(found.get(name) ?? []), speed / before.get(name)]);
    }
  }
  for (const [name, ratios] of found) {
    console.log(
      `${name}: ${median(ratios).toFixed(3)} (${ratios.map((ratio) => ratio.toFixed(3)).join(', ')})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
