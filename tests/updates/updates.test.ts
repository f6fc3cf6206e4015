import { generateKeyPairSync } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rollback } from '../../electron/updates/rollback.ts';
import { updateSource } from '../../electron/updates/source.ts';
import { Updates, type UpdatesOptions } from '../../electron/updates/updates.ts';
import { words } from '../../electron/words.ts';
import { setLanguage } from '../../src/text/language.ts';
import { sha512, startUpdateServer, type UpdateServer } from '../support/update-server.ts';

const own = '1.2.0';

let server: UpdateServer;
let folder: string;
let program: string;
let quits: number;

const require = createRequire(import.meta.url);
/** electron-updater outside of Electron: Node's requests in the place of Chromium's. */
const electron = {
  autoUpdater: new EventEmitter(),
  app: {
    getVersion: () => own,
    getName: () => 'Convas',
    isPackaged: false,
    getAppPath: () => folder,
    getPath: () => folder,
    whenReady: async () => undefined,
    once: () => undefined,
    quit: () => undefined,
  },
  session: { fromPartition: () => ({}) },
  net: { request: (options: RequestOptions) => request({ ...options, agent: false }) },
};

beforeAll(async () => {
  setLanguage('en');
  const id = require.resolve('electron');
  require.cache[id] = { id, filename: id, loaded: true, exports: electron } as unknown as NodeJS.Module;
  server = await startUpdateServer();
});
afterAll(() => server.close());

beforeEach(() => {
  server.files.clear();
  server.asked.length = 0;
  quits = 0;
  folder = mkdtempSync(join(tmpdir(), 'convas-updates-'));
  program = join(folder, 'Convas.AppImage');
  writeFileSync(program, '#!/bin/sh\n# 1.2.0\n');
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'dev-app-update.yml'), 'updaterCacheDirName: convas-updater\n');
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('APPIMAGE', program);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const paths = (): string[] => server.asked.map(({ path }) => path);
const feedAsked = ['/releases/latest-linux.yml', '/releases/latest-linux.yml.sig'];

function open(options: Partial<UpdatesOptions> = {}): Updates {
  return new Updates({
    source: server,
    off: false,
    settings: join(folder, 'updates.json'),
    version: own,
    program,
    rollback: new Rollback(join(folder, 'update')),
    quit: () => {
      quits++;
    },
    ...options,
  });
}

// The feed's name and the file that is replaced are this system's.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('updates', () => {
  it('asks for nothing until the person does, and for nothing at all where they are off', async () => {
    server.publish('1.3.0');
    const updates = open();
    expect(await updates.request('state')).toMatchObject({
      possible: 'yes',
      automatic: false,
      phase: 'idle',
    });
    expect(await updates.request('start')).toMatchObject({ phase: 'idle' });
    expect(await updates.request('download')).toMatchObject({ phase: 'idle' });
    expect(await updates.request('install')).toMatchObject({ phase: 'idle' });
    const off = open({ off: true });
    for (const request of ['turnOn', 'check', 'start', 'download', 'install'] as const)
      expect(await off.request(request)).toMatchObject({ possible: 'off', automatic: false, phase: 'idle' });
    const without = open({ source: null });
    expect(await without.request('check')).toMatchObject({ possible: 'no-source', phase: 'idle' });
    await updates.installAtEnd();
    expect(server.asked).toEqual([]);
    expect(quits).toBe(0);
  });

  it('finds, downloads, checks and installs a version, and keeps the program that it replaces', async () => {
    server.publish('1.3.0');
    const updates = open();
    expect(await updates.request('check')).toMatchObject({ phase: 'available', version: '1.3.0' });
    expect(paths()).toEqual(feedAsked);
    expect(await updates.request('download')).toMatchObject({ phase: 'downloaded', failure: null });
    expect(paths()).toEqual([...feedAsked, '/releases/Convas-1.3.0.AppImage']);
    // Nothing by which a machine could be told from another.
    for (const { headers } of server.asked) {
      expect(Object.keys(headers).filter((name) => /staging|cookie|authorization|^x-/.test(name))).toEqual(
        [],
      );
      expect(headers['user-agent'] ?? '').not.toMatch(/linux|node|\d{3}/i);
    }
    expect(readFileSync(program, 'utf8')).toContain('1.2.0');
    await updates.request('install');
    expect(quits).toBe(1);
    await updates.installAtEnd();
    expect(readFileSync(program)).toEqual(server.program);
    expect(readFileSync(join(folder, 'update', 'previous-program'), 'utf8')).toContain('1.2.0');
    // The new version is started.
    await vi.waitFor(() => expect(readFileSync(join(folder, 'started'), 'utf8')).toBe('started\n'), 10_000);
  });

  it('refuses a file that is not the published one, and one that was cut, and leaves the program', async () => {
    server.publish('1.3.0', { digest: sha512(Buffer.from('another')) });
    const wrong = open();
    await wrong.request('check');
    expect(await wrong.request('download')).toMatchObject({
      phase: 'failed',
      failure: words.updates.damaged,
    });
    server.publish('1.3.0', { cut: true });
    const cut = open();
    await cut.request('check');
    const { phase, failure } = await cut.request('download');
    expect(phase).toBe('failed');
    expect([words.updates.unreachable, words.updates.damaged]).toContain(failure);
    // The same again, whole.
    server.publish('1.3.0');
    expect(await cut.request('download')).toMatchObject({ phase: 'downloaded' });
    expect(readFileSync(program, 'utf8')).toContain('1.2.0');
  });

  it('believes no feed that another key signed, that was changed, or that has no signature', async () => {
    server.publish('1.3.0', { key: generateKeyPairSync('ed25519').privateKey });
    const refused = { phase: 'failed', version: null, failure: words.updates.signature };
    const updates = open();
    expect(await updates.request('check')).toMatchObject(refused);
    server.publish('1.3.0');
    const feed = server.files.get('/releases/latest-linux.yml') as Buffer;
    server.files.set('/releases/latest-linux.yml', Buffer.from(feed.toString().replace('1.3.0', '1.9.0')));
    expect(await updates.request('check')).toMatchObject(refused);
    server.files.delete('/releases/latest-linux.yml.sig');
    expect(await updates.request('check')).toMatchObject({ phase: 'failed', version: null });
    expect(paths().filter((path) => path.endsWith('.AppImage'))).toEqual([]);
  });

  it.each(['1.1.9', own])('offers no earlier version, nor the same: %s', async (version) => {
    server.publish(version);
    expect(await open().request('check')).toMatchObject({ phase: 'current', version: null });
  });

  it('says what is wrong with an answer that is no feed', async () => {
    server.feed('<html>');
    expect(await open().request('check')).toMatchObject({
      phase: 'failed',
      failure: words.updates.unreadable,
    });
  });

  it('looks once a day once turned on, also after the clock was set back, and not after it was turned off', async () => {
    server.publish('1.3.0');
    let now = 1_000_000_000_000;
    const start = async () => {
      server.asked.length = 0;
      const state = await open({ now: () => now }).request('start');
      return { asked: server.asked.length, phase: state.phase };
    };
    await open({ now: () => now }).request('turnOn');
    expect(await start()).toEqual({ asked: 2, phase: 'available' });
    now += 23 * 3_600_000;
    expect(await start()).toEqual({ asked: 0, phase: 'idle' });
    now += 2 * 3_600_000;
    expect(await start()).toEqual({ asked: 2, phase: 'available' });
    now -= 365 * 24 * 3_600_000;
    expect(await start()).toEqual({ asked: 2, phase: 'available' });
    await open().request('turnOff');
    now += 48 * 3_600_000;
    expect(await start()).toEqual({ asked: 0, phase: 'idle' });
  });

  it('is silent without a network where nobody asked, and says so where somebody did', async () => {
    // Nobody listens there.
    const source = { url: 'http://127.0.0.1:1/', publicKey: server.publicKey };
    const updates = open({ source });
    await updates.request('turnOn');
    expect(await updates.request('start')).toMatchObject({ phase: 'idle', failure: null });
    expect(await updates.request('check')).toMatchObject({
      phase: 'failed',
      failure: words.updates.unreachable,
    });
  });

  it('puts the program back where installing fails, and says so once', async () => {
    server.publish('1.3.0');
    const updates = open();
    await updates.request('check');
    await updates.request('download');
    await updates.request('install');
    rmSync(join(folder, 'cache'), { recursive: true });
    await updates.installAtEnd();
    expect(readFileSync(program, 'utf8')).toContain('1.2.0');
    const next = open();
    expect(await next.request('start')).toMatchObject({ rolledBack: '1.3.0' });
    expect(await next.request('start')).toMatchObject({ rolledBack: null });
    expect(await next.request('state')).toMatchObject({ rolledBack: '1.3.0' });
  });

  it('only tells of a version where the package is not one file that is replaced', async () => {
    server.publish('1.3.0');
    const updates = open({ program: undefined });
    expect(await updates.request('check')).toMatchObject({ phase: 'available', replacesItself: false });
    expect(await updates.request('download')).toMatchObject({ phase: 'available' });
    expect(paths()).toEqual(feedAsked);
  });
});

describe('a new version that does not start', () => {
  const begin = (): Rollback => {
    const rollback = new Rollback(join(folder, 'update'));
    rollback.prepare(own, '1.3.0', program);
    return rollback;
  };

  it('is taken back at the third start, and not offered again by itself', async () => {
    begin();
    const installed = join(folder, 'Convas-1.3.0.AppImage');
    rmSync(program);
    writeFileSync(installed, '1.3.0');
    expect(new Rollback(join(folder, 'update')).started('1.3.0', installed)).toBeNull();
    expect(new Rollback(join(folder, 'update')).started('1.3.0', installed)).toBeNull();
    expect(new Rollback(join(folder, 'update')).started('1.3.0', installed)).toBe(program);
    expect(readFileSync(program, 'utf8')).toContain('1.2.0');
    expect(existsSync(installed)).toBe(false);
    expect(new Rollback(join(folder, 'update')).started(own, program)).toBeNull();
    expect(new Rollback(join(folder, 'update')).rolledBack()).toBe('1.3.0');
  });

  it('stays once its page was there', () => {
    const rollback = begin();
    expect(rollback.started('1.3.0', program)).toBeNull();
    rollback.settled('1.3.0');
    for (const _start of [1, 2, 3]) expect(rollback.started('1.3.0', program)).toBeNull();
    expect(existsSync(join(folder, 'update', 'previous-program'))).toBe(false);
    expect(rollback.rolledBack()).toBeNull();
  });

  it('is forgotten where a third version is there since', () => {
    const rollback = begin();
    expect(rollback.started('1.4.0', program)).toBeNull();
    expect(rollback.rolledBack()).toBeNull();
    expect(existsSync(join(folder, 'update', 'update.json'))).toBe(false);
  });
});

describe('where an app looks', () => {
  const written = (value: unknown) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'updates.json'), JSON.stringify(value));
    return updateSource(folder);
  };

  it('is an address that cannot be read on the way, with a key; otherwise nowhere', () => {
    expect(updateSource(join(folder, 'none'))).toBeNull();
    const secure = { url: 'https://example.org/convas', publicKey: server.publicKey };
    expect(written(secure)).toEqual(secure);
    expect(written({ url: server.url, publicKey: server.publicKey })).toEqual({
      url: server.url,
      publicKey: server.publicKey,
    });
    expect(written({ url: 'http://example.org/convas', publicKey: server.publicKey })).toBeNull();
    expect(written({ url: 'file:///convas', publicKey: server.publicKey })).toBeNull();
    expect(written({ url: 'https://example.org/convas' })).toBeNull();
  });
});
