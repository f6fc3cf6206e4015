// @module-tag electron
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../src/protocol/host.ts';
import { electronStatus } from '../../src/provision/index.ts';
import { timely } from '../support/thorough.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';
import { type ConvasWindow, openConvas, root } from './support/window.ts';

declare const window: { convasHost: Host };

let release: string;
let cache: string;
let app: string;
let convas: ConvasWindow;
let updates: UpdateServer;
let program: string;
let shipped: Awaited<ReturnType<typeof getCurrentFuseWire>>;

beforeAll(async () => {
  release = await mkdtemp(join(tmpdir(), 'convas-release-'));
  cache = join(release, 'empty cache');
  updates = await startUpdateServer();
  const key = join(release, 'key.pem');
  await writeFile(key, updates.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  // Stands for the AppImage, which its runtime names to the app.
  program = join(release, 'Convas.AppImage');
  await writeFile(program, '#!/bin/sh\n# the version before\n');
  await chmod(program, 0o755);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'build', 'package.mjs'), '--with-runtime'],
    {
      env: {
        ...process.env,
        CONVAS_RELEASE: release,
        CONVAS_UPDATE_URL: updates.url,
        CONVAS_UPDATE_KEY: key,
        USE_HARD_LINKS: 'true',
      },
    },
  );
  app = stdout.trim().split('\n').at(-1) ?? '';
  shipped = await getCurrentFuseWire(join(app, 'convas'));
  // What drives the window is Node's debugger, which the program that ships does not listen to.
  await flipFuses(join(app, 'convas'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  convas = await openConvas({
    executable: join(app, 'convas'),
    env: {
      CONVAS_HOME: join(release, 'home'),
      CONVAS_DATA: '',
      CONVAS_CACHE: cache,
      XDG_CACHE_HOME: join(release, 'downloads'),
      APPIMAGE: program,
    },
  });
}, 300_000);
afterAll(async () => {
  await convas?.end();
  await updates?.close();
  await rm(release, { recursive: true, force: true });
});

it('holds the native runtime as real files beside the archive, and nothing of the cached Electron but Electron', {
  tags: ['native'],
}, async () => {
  const runtime = join(app, 'resources', 'app.asar.unpacked', 'node_modules', '@tensorflow', 'tfjs-node');
  for (const file of ['lib/napi-v8/tfjs_binding.node', 'deps/lib/libtensorflow_framework.so.2']) {
    const found = await lstat(join(runtime, file));
    expect(found.isFile(), file).toBe(true);
  }
  expect((await lstat(join(runtime, 'lib'))).isDirectory()).toBe(true);
  for (const left of ['manifest.json', join('resources', 'app')])
    expect(existsSync(join(app, left)), left).toBe(false);
});

it('is a packaged app: its page comes out of the archive', async () => {
  const seen = await convas.app.evaluate(({ app }) => ({ packaged: app.isPackaged, path: app.getAppPath() }));
  expect(seen).toEqual({ packaged: true, path: join(app, 'resources', 'app.asar') });
  expect(await convas.page.locator('#root > *').count()).toBeGreaterThan(0);
});

it('has its fuses set, and leaves those of the cached Electron as they are', async () => {
  // As it is written in the binary: characters.
  const [off, on] = [...'01'].map((state) => state.charCodeAt(0));
  expect(shipped).toMatchObject({
    [FuseV1Options.RunAsNode]: on,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  });
  // Electron 25, of the npm registry, has no such fuse yet.
  expect([off, undefined]).toContain(shipped[FuseV1Options.GrantFileProtocolExtraPrivileges]);
  const cached = await getCurrentFuseWire((await electronStatus())!.executable);
  expect(cached[FuseV1Options.EnableNodeCliInspectArguments]).toBe(on);
  expect(cached[FuseV1Options.OnlyLoadAppFromAsar]).toBe(off);
});

it('becomes a Debian package that installs the program, its icon, its menu entry and its kind of file', {
  tags: ['debian'],
}, async () => {
  const { makeDeb } = (await import(join(root, 'build', 'lib', 'deb.mjs'))) as {
    makeDeb(app: string, output: string, options: object): Promise<string>;
  };
  const path = await makeDeb(app, release, { version: '1.2.3', compression: 'none' });
  const run = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)('dpkg-deb', args, { maxBuffer: 2 ** 26 })).stdout;
  const control = await run('--field', path);
  expect(control).toMatch(/^Package: convas\nVersion: 1\.2\.3\nArchitecture: (amd64|arm64)$/m);
  const lines = (await run('--contents', path)).split('\n');
  const line = (name: string) =>
    lines.find((each) => each.split(' ').some((part) => part === `.${name}`)) ?? '';
  expect(line('/opt/Convas/convas')).toMatch(/^-rwxr-xr-x root\/root/);
  expect(line('/opt/Convas/resources/app.asar')).toMatch(/^-rw-r--r-- root\/root/);
  expect(line('/usr/bin/convas')).toContain('-> /opt/Convas/convas');
  for (const name of [
    '/usr/share/applications/convas.desktop',
    '/usr/share/mime/packages/convas.xml',
    '/usr/share/icons/hicolor/512x512/apps/convas.png',
  ])
    expect(line(name), name).not.toBe('');
  const [sum] = /^\w+(?= {2}opt\/Convas\/convas$)/m.exec(await run('--info', path, 'md5sums')) ?? [];
  // One file out of it: all of it would be a gigabyte.
  const held = await promisify(execFile)(
    'sh',
    ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./opt/Convas/convas | md5sum', 'sh', path],
    { maxBuffer: 2 ** 20 },
  );
  expect(held.stdout.split(' ')[0]).toBe(sum);
  await rm(path);
});

/** A gigabyte is packed and unpacked. */
it.each(timely([], ['tar.gz']))(
  'becomes an archive whose program runs where it is unpacked: %s',
  async () => {
    const { makeTarGz } = (await import(join(root, 'build', 'lib', 'tar-gz.mjs'))) as {
      makeTarGz(app: string, output: string, options: object): Promise<string>;
    };
    const path = await makeTarGz(app, release, { version: '1.2.3', level: 0 });
    const place = join(release, 'unpacked');
    await mkdir(place);
    await promisify(execFile)('tar', ['-xzf', path, '-C', place]);
    await rm(path);
    const executable = join(place, `convas-1.2.3-${process.platform}-${process.arch}`, 'convas');
    // No libraries of the app's first place, nor of the cache.
    const unpacked = await openConvas({
      executable,
      env: { CONVAS_HOME: join(release, 'other'), CONVAS_CACHE: cache },
    });
    try {
      await unpacked.page.getByText(/^native/).waitFor({ timeout: 60_000 });
    } finally {
      await unpacked.end();
      await rm(place, { recursive: true, force: true });
    }
  },
);

it('has nothing of the native runtime where it is left out', async () => {
  const { stageApp } = (await import(join(root, 'build', 'lib', 'stage.mjs'))) as {
    stageApp(folder: string, options: { runtime: boolean }): Promise<void>;
  };
  const staged = join(release, 'without-runtime');
  await stageApp(staged, { runtime: false });
  const names = await readdir(staged, { recursive: true });
  expect(names).toContain(join('node_modules', '@tensorflow', 'tfjs-node', 'package.json'));
  expect(
    names.filter((name) => /libtensorflow[^/]*\.so|\.node$/.test(name) && !name.includes('napi-rs')),
  ).toEqual([]);
});

it('trains LeNet-5 on native TensorFlow, its libraries and the thread that makes batches loaded from the package', {
  tags: ['native'],
}, async () => {
  const template = JSON.parse(await readFile(join(root, 'templates', 'lenet-5.convas'), 'utf8'));
  template.training.epochs = 1;
  const result = await convas.page.evaluate(async (document) => {
    const wire = await window.convasHost.connectEngine();
    type Message = {
      type: string;
      id?: number;
      name?: string;
      value?: unknown;
      data?: unknown;
      message?: string;
    };
    const waiting = new Map<number, (message: Message) => void>();
    let finish: (data: unknown) => void = () => {};
    const finished = new Promise<unknown>((resolve) => {
      finish = resolve;
    });
    const notes: unknown[] = [];
    wire.onClose((reason) => finish(`closed: ${reason}`));
    wire.onMessage((raw) => {
      const message = raw as Message;
      if (message.type === 'result' || message.type === 'error') waiting.get(message.id ?? 0)?.(message);
      if (message.name === 'engine.note') notes.push(message.data);
      if (message.name === 'train.epoch') finish(message.data);
      if (message.name === 'train.state' && (message.data as { state: string }).state === 'failed')
        finish(message.data);
    });
    let calls = 0;
    const call = (name: string, params: object) =>
      new Promise<Message>((resolve) => {
        waiting.set(++calls, resolve);
        wire.send({ type: 'call', id: calls, name, params });
      });
    const info = await call('engine.info', {});
    const started = await call('train.start', { document });
    return { info, started, epoch: started.type === 'result' ? await finished : null, notes };
  }, JSON.stringify(template));
  expect(result.info.value).toMatchObject({ backend: 'native', reason: '' });
  expect(result.started).toMatchObject({ type: 'result' });
  expect(result.epoch).toMatchObject({ record: { epoch: 1 } });
  // Where the thread cannot be loaded, it is reported.
  expect(result.notes).toEqual([]);
  const { record } = result.epoch as { record: { accuracy: number; loss: number } };
  expect(record.accuracy).toBeGreaterThan(0.5);
  const { pid } = result.info.value as { pid: number };
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const libraries = maps.split('\n').filter((line) => line.includes('libtensorflow'));
  expect(libraries.length).toBeGreaterThan(0);
  expect(libraries.every((line) => line.includes(app))).toBe(true);
});

/** The TensorFlow libraries that processes of the package have loaded to time kernels, of each process. */
async function timingLibraries(): Promise<string[][]> {
  const found: string[][] = [];
  for (const pid of await readdir('/proc')) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes(app) || !command.includes('trial-process.cjs')) continue;
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
    found.push(maps.split('\n').filter((line) => line.includes('libtensorflow')));
  }
  return found;
}

it('times kernels in processes started from the package, until it is told to stop', {
  tags: ['native'],
}, async () => {
  type Measuring = { done: number; answer: unknown; cancel(): void };
  const measure = () =>
    convas.page.evaluate(async () => {
      const wire = await window.convasHost.connectEngine();
      const measuring: Measuring = {
        done: 0,
        answer: null,
        cancel: () => wire.send({ type: 'cancel', id: 1 }),
      };
      Object.assign(window, { measuring });
      wire.onClose((reason) => {
        measuring.answer ??= reason;
      });
      wire.onMessage((raw) => {
        const message = raw as { type: string; value?: { done?: number } };
        if (message.type === 'progress') measuring.done = message.value?.done ?? 0;
        if (message.type === 'result' || message.type === 'error') measuring.answer = message;
      });
      wire.send({ type: 'call', id: 1, name: 'engine.measureKernels', params: {} });
    });
  const state = () =>
    convas.page.evaluate(() => {
      const { done, answer } = (window as unknown as { measuring: Measuring }).measuring;
      return { done, answer };
    });
  // The run of the test before may not have ended yet.
  await expect
    .poll(
      async () => {
        const { done, answer } = (await state().catch(() => null)) ?? { done: 0, answer: { code: 'busy' } };
        if ((answer as { code?: string } | null)?.code === 'busy') await measure();
        return done;
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  // How long all of it takes is up to the machine: tests/cli/kernels.test.ts has the choice itself.
  // They get ready side by side: another may still be loading.
  const loaded = async () => (await timingLibraries()).map(({ length }) => length > 0);
  await expect.poll(async () => [...new Set(await loaded())]).toEqual([true]);
  const libraries = (await timingLibraries()).flat();
  expect(libraries.filter((line) => !line.includes(app))).toEqual([]);
  await convas.page.evaluate(() => (window as unknown as { measuring: Measuring }).measuring.cancel());
  await expect.poll(timingLibraries).toEqual([]);
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('updates of the package', () => {
  it('are asked for only when the person asks', async () => {
    updates.publish('99.1.0');
    await convas.page.reload();
    await convas.page.locator('#root button').first().waitFor();
    // All that this window has done so far, its start and reload included.
    expect(updates.asked).toEqual([]);
    await convas.page.keyboard.press('Escape');
    await convas.page.keyboard.press('ControlOrMeta+K');
    await convas.page.keyboard.type('Updates');
    await convas.page.keyboard.press('Enter');
    const dialog = convas.page.getByRole('dialog', { name: 'Updates' });
    await dialog.getByRole('button', { name: 'Look for updates' }).click();
    await dialog.getByText('Version 99.1.0 is available.').waitFor();
    expect(updates.asked.map(({ path }) => path)).toEqual([
      '/releases/latest-linux.yml',
      '/releases/latest-linux.yml.sig',
    ]);
    // Chromium's own headers, and none of electron-updater's number.
    expect(updates.asked.filter(({ headers }) => 'x-user-staging-id' in headers)).toEqual([]);
  });

  it('are downloaded, checked, and installed as the app closes', async () => {
    const dialog = convas.page.getByRole('dialog', { name: 'Updates' });
    await dialog.getByRole('button', { name: 'Download' }).click();
    await dialog.getByText('Version 99.1.0 is downloaded and checked.').waitFor();
    expect(await readFile(program, 'utf8')).toContain('the version before');
    await dialog.getByRole('button', { name: 'Close and update' }).click();
    await vi.waitFor(async () => expect(await readFile(join(release, 'started'), 'utf8')).toBe('started\n'), {
      timeout: 60_000,
      interval: 200,
    });
    expect(await readFile(program)).toEqual(updates.program);
    expect(await readFile(join(convas.state, 'update', 'previous-program'), 'utf8')).toContain(
      'the version before',
    );
  });
});
