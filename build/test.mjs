// `npm test [-- STAGE...]`: obtains what the tests need, then runs every `test:` script of package.json in turn and
// adds up what they found. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureElectron, ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { hasDisplay, missingForTests } from './lib/system.mjs';

const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const all = Object.keys(scripts)
  .filter((name) => name.startsWith('test:'))
  .map((name) => name.slice('test:'.length));
const named = process.argv.slice(2);
const unknown = named.filter((stage) => !all.includes(stage));
if (unknown.length > 0) {
  console.error(`unknown stage: ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}
const stages = named.length > 0 ? named : all;

/** Ends the run before it begins: a test that cannot run counts as failed, never as left out. */
function refuse(message) {
  console.error(message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

async function prepare() {
  const say = (line) => console.error(line);
  if (stages.includes('conformance') || stages.includes('e2e')) {
    await ensureNative();
    const { nativeStatus } = await (await import('./lib/provision.mjs')).provisioning();
    if ((await nativeStatus()).state !== 'ready') {
      refuse(
        'The tests compare with native TensorFlow, which could not be obtained. `npm run -s convas -- doctor`',
      );
    }
  }
  if (!stages.includes('e2e')) return;
  const missing = missingForTests();
  if (missing.names.length > 0)
    refuse(`Missing for the tests: ${missing.names.join(', ')}. Run: ${missing.install}`);
  const electron = await ensureElectron().catch((error) => refuse(`Electron: ${error.message}`));
  if (electron.notice) say(electron.notice);
  await ensureBuilt(['provision', 'cli', 'electron', 'renderer'], say);
}

/** Runs a program with its output shown; resolves with its exit status. */
function show(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: inRoot(),
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

const localBin = inRoot('node_modules', '.bin');
const path = `${localBin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;

/** Counts of one stage: its tests where it is Vitest's, else the stage itself as one. */
async function runStage(stage, reports) {
  console.log(`\n== ${stage}: ${scripts[`test:${stage}`]}`);
  const start = performance.now();
  const [program, ...args] = scripts[`test:${stage}`].split(' ');
  const report = join(reports, `${stage}.json`);
  const isVitest = program === 'vitest';
  const vitest = isVitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const virtual = stage === 'e2e' && !hasDisplay() ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] : [];
  const [first, ...rest] = [...virtual, program, ...args, ...vitest];
  const status = await show(first, rest, { PATH: path });
  const counts = isVitest
    ? countTests(report, status)
    : { passed: status ? 0 : 1, failed: status ? 1 : 0, skipped: [] };
  return { stage, ...counts, seconds: (performance.now() - start) / 1000 };
}

function countTests(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const count = (...kinds) => tests.filter((test) => kinds.includes(test.status));
  const failed = count('failed').length;
  // A file that cannot be loaded, or an error outside any test, is a failure without a test of its own.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const unexplained = status !== 0 && failed + broken === 0 ? 1 : 0;
  return {
    passed: count('passed').length,
    failed: failed + broken + unexplained,
    skipped: count('skipped', 'pending', 'todo', 'disabled').map((test) => test.fullName),
  };
}

await prepare();
const reports = await mkdtemp(join(tmpdir(), 'convas-test-'));
const results = [];
for (const stage of stages) results.push(await runStage(stage, reports));
await rm(reports, { recursive: true, force: true });

console.log(
  `\n${'stage'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
);
for (const { stage, passed, failed, skipped, seconds } of results) {
  const cells = [String(passed).padStart(8), String(failed).padStart(8), String(skipped.length).padStart(9)];
  console.log(`${stage.padEnd(14)}${cells.join('')}${seconds.toFixed(1).padStart(9)}`);
}
for (const { stage, skipped } of results)
  for (const name of skipped) console.log(`skipped in ${stage}: ${name}`);
const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
const failed = sum((result) => result.failed);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
