// `npm run thorough`: the tests that are shortened in `npm test` (tests/support/thorough.ts), at full length: every kill,
// every round, every template. Keeps in docs/thorough.json what passed and how long it took.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, printBuilt } from './build.mjs';
import { ensureElectron, ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { openScreens } from './lib/screens.mjs';

const files = [
  'tests/engine/agreement.test.ts',
  'tests/engine/compiled.test.ts',
  'tests/engine/processes.test.ts',
  'tests/engine/rivals.test.ts',
  'tests/engine/templates.test.ts',
  'tests/files/processes.test.ts',
  'tests/cli/sweep.test.ts',
  'tests/e2e/demos.test.ts',
  'tests/e2e/packaged.test.ts',
  'tests/e2e/small-windows.test.ts',
  'tests/e2e/views.test.ts',
];

await ensureNative();
await ensureElectron();
await ensureBuilt(['provision', 'cli', 'electron', 'renderer'], printBuilt);
const screens = await openScreens(1);
const folder = await mkdtemp(join(tmpdir(), 'convas-thorough-'));
const report = join(folder, 'report.json');
const args = ['run', '--project', 'conformance', '--project', 'e2e', '--reporter=default', '--reporter=json'];
const status = await new Promise((resolve) => {
  spawn(
    process.execPath,
    [inRoot('node_modules/vitest/vitest.mjs'), ...args, `--outputFile.json=${report}`, ...files],
    {
      cwd: inRoot(),
      stdio: 'inherit',
      env: { ...process.env, CONVAS_THOROUGH: '1', CONVAS_SCREENS: screens.names.join() },
    },
  ).on('exit', resolve);
});
screens.close();
const { testResults } = JSON.parse(await readFile(report, 'utf8'));
await rm(folder, { recursive: true });
const result = {
  command: 'npm run thorough',
  at: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0].model}, ${cpus().length} processors, Node ${process.versions.node}`,
  files: testResults.map(({ name, startTime, endTime, assertionResults }) => ({
    file: name.slice(inRoot().length + 1).replaceAll('\\', '/'),
    seconds: Math.round((endTime - startTime) / 1000),
    passed: assertionResults.filter((test) => test.status === 'passed').length,
    failed: assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
  })),
};
await writeFile(inRoot('docs', 'thorough.json'), `${JSON.stringify(result, null, 2)}\n`);
process.exitCode = status ?? 1;
