import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const staged = fileURLToPath(new URL('../../src/provision/staged.ts', import.meta.url));
let root: string;
let worker: string;

/** Fills a folder slowly, and notes in `log` that it began: one line for each process that does the work. */
const script = `
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from ${JSON.stringify(staged)};
const [parent, log, milliseconds] = process.argv.slice(2);
const manifest = await installOnce(parent, 'part', async (folder) => {
  await writeFile(join(folder, 'library'), 'half');
  await appendFile(log, process.pid + '\\n');
  console.log('working');
  await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  await writeFile(join(folder, 'library'), 'the whole of it');
  return { source: String(process.pid), version: '1', files: ['library'] };
});
console.log('done by ' + manifest.source);
`;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'convas-processes-'));
  worker = join(root, 'worker.mjs');
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    stdin: { contents: script, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: worker,
    banner: { js: banner },
    logLevel: 'silent',
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function start(parent: string, log: string, milliseconds: number) {
  const child: ChildProcess = spawn(process.execPath, [worker, parent, log, String(milliseconds)]);
  let output = '';
  const working = new Promise<void>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('working')) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(output)));
  return { child, working, ended };
}

it('lets one of several processes do the work, and gives the others what it made', async () => {
  const parent = join(root, 'race');
  const log = join(root, 'race.log');
  const all = [start(parent, log, 400), start(parent, log, 400), start(parent, log, 400)];
  const outputs = await Promise.all(all.map(({ ended }) => ended));
  const [worked] = (await readFile(log, 'utf8')).trim().split('\n');
  expect((await readFile(log, 'utf8')).trim()).toBe(worked);
  for (const output of outputs) expect(output).toContain(`done by ${worked}`);
  expect(await readFile(join(parent, 'part', 'library'), 'utf8')).toBe('the whole of it');
  expect(await readdir(parent)).toEqual(['part']);
});

it('takes nothing for done that a killed process has left, and does it again', async () => {
  const parent = join(root, 'killed');
  const log = join(root, 'killed.log');
  await writeFile(log, '');
  const first = start(parent, log, 60_000);
  await first.working;
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await readdir(parent)).not.toContain('part');
  const second = start(parent, log, 0);
  expect(await second.ended).toContain(`done by ${second.child.pid}`);
  expect(await readdir(parent)).toEqual(['part']);
});
