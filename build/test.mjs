// `npm test [-- STAGE...]`: obtains what the tests need, then runs every `test:` script of package.json in turn and
// adds up what they found. Tests of what this machine cannot have are skipped, with the number and the reason on one
// line (build/lib/needs.mjs). The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, sayBuilt } from './build.mjs';
import { missingForTests, tellSkipped } from './lib/needs.mjs';
import { messageOf, printable, say } from './lib/printable.mjs';
import { ensureElectron, ensureNative, otherBackend } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { hasDisplay, missingForWindow } from './lib/system.mjs';

const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const all = Object.keys(scripts)
  .filter((name) => name.startsWith('test:'))
  .map((name) => name.slice('test:'.length));
const named = process.argv.slice(2);
const unknown = named.filter((stage) => !all.includes(stage));
if (unknown.length > 0) {
  say(`unknown stage: ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}
const stages = named.length > 0 ? named : all;

/**
 * Obtains what the stages need.
 * @returns {Promise<Record<string, string>>} why tests of a tag cannot run here, by tag
 */
async function prepare() {
  const reasons = { native: '', electron: '' };
  if ((stages.includes('conformance') || stages.includes('e2e')) && !otherBackend())
    reasons.native = await ensureNative();
  if (stages.includes('e2e')) {
    try {
      const electron = await ensureElectron();
      if (electron.notice) say(electron.notice);
    } catch (error) {
      reasons.electron = `${messageOf(error)}. ${printable(error.fix ?? '')}`.trim();
    }
    await ensureBuilt(['provision', 'cli', 'electron', 'renderer'], sayBuilt);
  }
  const missing = await missingForTests();
  for (const [tag, reason] of Object.entries(reasons)) if (missing[tag] && reason) missing[tag] = reason;
  return missing;
}

/** Runs a program with its output shown, or held back until it ends; resolves with its exit status. */
function show(program, args, { env = {}, held = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: inRoot(),
      stdio: held ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
    child.on('error', () => resolve({ status: 1, output }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

const localBin = inRoot('node_modules', '.bin');
const path = `${localBin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;

/** Counts of one stage: its tests where it is Vitest's, else the stage itself as one. */
async function runStage(stage, reports) {
  console.log(`\n== ${stage}: ${scripts[`test:${stage}`]}`);
  const start = performance.now();
  const command = scripts[`test:${stage}`].split(' ');
  const isVitest = command[0] === 'vitest';
  const counts = isVitest ? await runVitest(stage, command, reports) : await runTool(command);
  return { stage, ...counts, seconds: (performance.now() - start) / 1000 };
}

async function runTool([program, ...args]) {
  const { status } = await show(program, args, { env: { PATH: path } });
  return { passed: status ? 0 : 1, failed: status ? 1 : 0, skipped: [] };
}

/**
 * Runs a stage of Vitest's. Where windows are tested on screens of their own, two halves run side by side: windows
 * wait for much, and two of them share neither screen nor clipboard.
 */
async function runVitest(stage, command, reports) {
  const needsScreen = stage === 'e2e' && !hasDisplay() && !missingForWindow();
  const shards = needsScreen ? ['1/2', '2/2'] : ['1/1'];
  const halves = shards.map(async (shard, at) => {
    const report = join(reports, `${stage}-${at}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // Each looks for a free screen from a number of its own: both begin at once.
    const screen = ['xvfb-run', '-n', `${100 + 50 * at}`, '-a', '-s', '-screen 0 1600x1000x24'];
    const [program, ...args] = [...(needsScreen ? screen : []), ...command, ...reporters, `--shard=${shard}`];
    const { status, output } = await show(program, args, { env: { PATH: path }, held: at > 0 });
    return { output, ...countTests(report, status) };
  });
  const counts = await Promise.all(halves);
  for (const { output } of counts) for (const data of output) process.stdout.write(data);
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    skipped: counts.flatMap(({ skipped }) => skipped),
  };
}

function countTests(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const of = (...states) => tests.filter((test) => states.includes(test.status));
  const failed = of('failed').length;
  // A file that cannot be loaded, or an error outside any test, is a failure without a test of its own.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const unexplained = status !== 0 && failed + broken === 0 ? 1 : 0;
  return {
    passed: of('passed').length,
    failed: failed + broken + unexplained,
    skipped: of('skipped', 'pending', 'todo', 'disabled').map(({ fullName, tags }) => ({
      name: fullName,
      tags,
    })),
  };
}

const missing = await prepare();
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
const skipped = results.flatMap((result) => result.skipped);
for (const line of tellSkipped(skipped, missing)) console.log(printable(line));
const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
const failed = sum((result) => result.failed);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
