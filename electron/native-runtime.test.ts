import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RuntimeState } from '../src/protocol/runtime.ts';
import { addonPath, prebuiltPath } from '../src/provision/runtime-folder.ts';
import { NativeRuntime } from './native-runtime.ts';

const library = 'libtensorflow_cc.so.2';
const body = zipSync({ [`tensorflow/${library}`]: new Uint8Array(300_000) }, { level: 0 });
const sha256 = createHash('sha256').update(body).digest('hex');

let folder: string;
let packageFolder: string;
let cache: string;
let server: Server;
let mirror: string;
let asked: string[];
/** How the server answers: whole, with other bytes, half and then nothing, or 404. */
let answer: 'whole' | 'changed' | 'half' | 'absent';

/** An addon of Node's that loads, whatever is in it. */
async function someAddon(): Promise<string> {
  const image = createRequire(import.meta.url).resolve('@napi-rs/image/package.json');
  const parent = dirname(dirname(image));
  const own = (await readdir(parent)).find((name) => name.startsWith('image-')) ?? '';
  const file = (await readdir(join(parent, own))).find((name) => name.endsWith('.node')) ?? '';
  return join(parent, own, file);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas runtime '));
  packageFolder = join(folder, 'tfjs-node');
  cache = join(folder, 'cache');
  await mkdir(join(packageFolder, prebuiltPath, dirname(addonPath)), { recursive: true });
  await writeFile(join(packageFolder, 'package.json'), '{ "version": "4.22.0" }');
  await writeFile(join(packageFolder, prebuiltPath, 'manifest.json'), '{ "source": "wheel" }');
  await cp(await someAddon(), join(packageFolder, prebuiltPath, addonPath));
  answer = 'whole';
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (answer === 'absent') return void response.writeHead(404).end();
    response.setHeader('content-length', body.length);
    if (answer === 'half') return void response.write(body.subarray(0, 100_000));
    const sent = Buffer.from(body);
    if (answer === 'changed') sent[sent.length - 1] = 1;
    response.end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/copies`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (): NativeRuntime =>
  new NativeRuntime({
    packageFolder,
    cache,
    mirror,
    settings: join(folder, 'state', 'runtime.json'),
    archive: {
      version: '2.21.0',
      url: 'https://example.org/packages/runtime.whl',
      sha256,
      bytes: body.length,
      libraries: [library],
    },
  });
const phase = (runtime: NativeRuntime, wanted: RuntimeState['phase']): Promise<RuntimeState> =>
  vi.waitFor(
    async () => {
      const state = await runtime.request('state');
      expect(state.phase).toBe(wanted);
      return state;
    },
    { timeout: 30_000, interval: 20 },
  );
const kept = async (): Promise<string[]> =>
  (await readdir(join(cache, 'native'), { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('.so.2'),
  );

it('asks for nothing until the person wants it, then obtains the libraries for the addon of the package', async () => {
  const runtime = start();
  expect(await runtime.request('state')).toEqual({
    phase: 'missing',
    done: null,
    total: body.length,
    failure: null,
    declined: false,
  });
  expect(asked).toEqual([]);
  expect((await runtime.request('download')).phase).not.toBe('missing');
  await phase(runtime, 'complete');
  expect(asked).toEqual(['/copies/runtime.whl']);
  const [file] = await kept();
  expect((await readFile(join(cache, 'native', file ?? ''))).length).toBe(300_000);
  const installed = join(cache, 'native', `tfjs-node-4.22.0-${process.platform}-${process.arch}`);
  expect(existsSync(join(installed, addonPath))).toBe(true);
  // The package may be read-only.
  expect(await readdir(packageFolder)).toEqual(['package.json', prebuiltPath].sort());
  expect(await start().request('state')).toMatchObject({ phase: 'complete' });
});

it('tells what it does, and cancels it at once and without leftovers', async () => {
  answer = 'half';
  const runtime = start();
  await runtime.request('download');
  await vi.waitFor(async () =>
    expect(await runtime.request('state')).toMatchObject({ phase: 'downloading', total: body.length }),
  );
  await vi.waitFor(async () => expect((await runtime.request('state')).done).toBeGreaterThan(0));
  expect(await runtime.request('cancel')).toMatchObject({ phase: 'missing', failure: null });
  expect(await readdir(join(cache, 'native'))).toEqual([]);
  answer = 'whole';
  await runtime.request('download');
  await phase(runtime, 'complete');
});

it.each([
  ['absent', /answered 404.*Check the connection/s],
  ['changed', /is not the file that was expected.*another network/s],
] as const)(
  'says why it failed where the file is %s, keeps nothing of it, and tries again',
  async (how, why) => {
    answer = how;
    const runtime = start();
    await runtime.request('download');
    expect((await phase(runtime, 'failed')).failure).toMatch(why);
    expect(await kept()).toEqual([]);
    answer = 'whole';
    await runtime.request('download');
    await phase(runtime, 'complete');
  },
);

it('says so where no server is reached', async () => {
  await new Promise((resolve) => server.close(resolve));
  const runtime = start();
  await runtime.request('download');
  expect((await phase(runtime, 'failed')).failure).toMatch(/127\.0\.0\.1:\d+ cannot be reached/);
});

it('does not install what does not load', async () => {
  await writeFile(join(packageFolder, prebuiltPath, addonPath), 'no addon');
  const runtime = start();
  await runtime.request('download');
  expect((await phase(runtime, 'failed')).failure).toMatch(/does not load on this machine.*WebAssembly/s);
  expect(await kept()).toEqual([]);
});

it('remembers that the person does not want it, until it is asked for', async () => {
  await start().request('decline');
  expect(await start().request('state')).toMatchObject({ phase: 'missing', declined: true });
  answer = 'absent';
  const asking = start();
  await asking.request('download');
  expect(await start().request('state')).toMatchObject({ declined: false });
  // Nothing is written any more when the folder is removed.
  await phase(asking, 'failed');
});

it('has nothing to do in a package that has the runtime, and where there is no addon for this system', async () => {
  await rm(join(packageFolder, prebuiltPath), { recursive: true });
  const runtime = start();
  await runtime.request('download');
  expect(await runtime.request('state')).toMatchObject({ phase: 'complete' });
  expect(asked).toEqual([]);
});
