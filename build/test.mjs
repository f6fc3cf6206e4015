// `npm test [-- STAGE...]`: obtains what the tests need, then runs every `test:` script of package.json in turn and
// adds up what they found. Tests of what this machine cannot have are skipped, with the number and the reason on one
// line (build/lib/needs.mjs). What failed is named again at the end; the last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, printBuilt } from './build.mjs';
import { missingForTests, reportSkipped } from './lib/needs.mjs';
import { failedFiles, readOutcomes, sumOutcomes } from './lib/outcome.mjs';
import { messageOf, print, printable } from './lib/printable.mjs';
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
  print(`unknown stage: ${unknown.join(', ')}; there are ${all.join(', ')}`);
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
      if (electron.notice) print(electron.notice);
    } catch (error) {
      reasons.electron = `${messageOf(error)}. ${printable(error.fix ?? '')}`.trim();
    }
    await ensureBuilt(['provision', 'cli', 'electron', 'renderer'], printBuilt);
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

/** The most files of window tests that are run a second time; more failures than that are no accident. */
const secondTries = 3;

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
  return { passed: status ? 0 : 1, failures: status ? [{ name: program, message: '' }] : [], skipped: [] };
}

/**
 * Runs a stage of Vitest's. Where windows are tested on screens of their own, two halves run side by side: windows
 * wait for much, and two of them share neither screen nor clipboard.
 */
async function runVitest(stage, command, reports) {
  const needsScreen = stage === 'e2e' && !hasDisplay() && !missingForWindow();
  const shards = needsScreen ? ['1/2', '2/2'] : ['1/1'];
  const runPart = async (at, rest, held) => {
    const report = join(reports, `${stage}-${at}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // Each looks for a free screen from a number of its own: both begin at once.
    const screen = ['xvfb-run', '-n', `${100 + 50 * at}`, '-a', '-s', '-screen 0 1600x1000x24'];
    const [program, ...args] = [...(needsScreen ? screen : []), ...command, ...reporters, ...rest];
    const { status, output } = await show(program, args, { env: { PATH: path }, held });
    return { output, outcomes: readOutcomes(report, status) };
  };
  const parts = await Promise.all(shards.map((shard, at) => runPart(at, [`--shard=${shard}`], at > 0)));
  for (const { output } of parts) for (const data of output) process.stdout.write(data);
  const outcomes = new Map(parts.flatMap((part) => [...part.outcomes]));
  const again = failedFiles(outcomes);
  const first = sumOutcomes([...outcomes.values()]);
  if (stage !== 'e2e' || again.length === 0 || again.length > secondTries || again.includes('')) return first;
  // Two halves on one machine starve each other at times: a file that failed is run once more, alone.
  print(`once more, alone: ${again.join(', ')}`);
  const alone = await runPart(shards.length, again, false);
  for (const [file, outcome] of alone.outcomes) outcomes.set(file, outcome);
  const second = sumOutcomes([...outcomes.values()]);
  const failed = new Set(second.failures.map(({ name }) => name));
  return { ...second, secondTry: first.failures.filter(({ name }) => !failed.has(name)) };
}

const missing = await prepare();
const reports = await mkdtemp(join(tmpdir(), 'convas-test-'));
const results = [];
for (const stage of stages) results.push(await runStage(stage, reports));
await rm(reports, { recursive: true, force: true });

console.log(
  `\n${'stage'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
);
for (const { stage, passed, failures, skipped, seconds } of results) {
  const cells = [passed, failures.length, skipped.length].map((count, at) =>
    String(count).padStart(at < 2 ? 8 : 9),
  );
  console.log(`${stage.padEnd(14)}${cells.join('')}${seconds.toFixed(1).padStart(9)}`);
}
const { passed, failures, skipped } = sumOutcomes(results);
for (const line of reportSkipped(skipped, missing)) console.log(printable(line));
const notify = (what, { name, message }) =>
  console.log(printable(`${what}: ${name}${message && `: ${message}`}`));
for (const failure of results.flatMap(({ secondTry = [] }) => secondTry))
  notify('passed only when run again, alone', failure);
for (const failure of failures) notify('FAILED', failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
