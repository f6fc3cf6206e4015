// `npm test [-- STAGE...]`: obtains what the tests need, then runs every `test:` script of package.json in turn and
// adds up what they found. Tests of what this machine cannot have are skipped, with the number and the reason on one
// line (build/lib/needs.mjs). What failed is named again at the end; the last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, printBuilt } from './build.mjs';
import { missingForTests, reportSkipped } from './lib/needs.mjs';
import { failedFiles, readOutcomes, sumOutcomes } from './lib/outcome.mjs';
import { messageOf, print, printable } from './lib/printable.mjs';
import { ensureElectron, ensureNative, otherBackend } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { openScreens } from './lib/screens.mjs';
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

/** Runs a program with its output shown; resolves with its exit status. */
function show(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: inRoot(),
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
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
  const status = await show(program, args, { PATH: path });
  return { passed: status ? 0 : 1, failures: status ? [{ name: program, message: '' }] : [], skipped: [] };
}

/** Window tests that run side by side: they wait more than they compute. */
const windowsAtOnce = cpus().length + 1;

/** Runs a stage of Vitest's. Where there is no screen, window tests run side by side, each on a screen of its own. */
async function runVitest(stage, command, reports) {
  const needsScreens = stage === 'e2e' && !hasDisplay() && !missingForWindow();
  const screens = needsScreens ? await openScreens(windowsAtOnce) : { names: [], close() {} };
  const run = async (name, files, { names }) => {
    const report = join(reports, `${name}.json`);
    const [program, ...args] = [
      ...command,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const env = { PATH: path, ...(names.length > 0 && { CONVAS_SCREENS: names.join(',') }) };
    return readOutcomes(report, await show(program, [...args, ...files], env));
  };
  try {
    const outcomes = await run(stage, [], screens);
    const again = failedFiles(outcomes);
    const first = sumOutcomes([...outcomes.values()]);
    if (stage !== 'e2e' || again.length === 0 || again.length > secondTries || again.includes(''))
      return first;
    // Windows on one machine starve each other at times: a file that failed is run once more, alone.
    print(`once more, alone: ${again.join(', ')}`);
    const alone = await run(`${stage}-alone`, again, { names: screens.names.slice(0, 1) });
    for (const [file, outcome] of alone) outcomes.set(file, outcome);
    const second = sumOutcomes([...outcomes.values()]);
    const failed = new Set(second.failures.map(({ name }) => name));
    return { ...second, secondTry: first.failures.filter(({ name }) => !failed.has(name)) };
  } finally {
    screens.close();
  }
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
