import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { message, sentence } from '../text/message.ts';
import { untar, unzip } from './archive.ts';
import { cacheRoot } from './cache.ts';
import { checkDisplay, checkFolder, checkNode, checkSpace } from './doctor.ts';
import { electronStatus, provisionElectron, releaseSource } from './electron.ts';
import { librarySource } from './native-sources.ts';
import { ProvisionError } from './progress.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-sources-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (value: string) => new TextEncoder().encode(value);

describe('archives', () => {
  it('unpacks what is chosen of a zip, permissions included', async () => {
    const file = join(folder, 'a.zip');
    const program: [Uint8Array, { os: number; attrs: number }] = [
      text('run'),
      { os: 3, attrs: 0o100755 << 16 },
    ];
    await writeFile(
      file,
      zipSync({ 'keep/run': program, 'keep/deep/b.txt': text('b'), 'leave.txt': text('c') }),
    );
    const into = join(folder, 'out');
    let last = [0, 0];
    await unzip(file, into, {
      place: (name) => (name.startsWith('keep/') ? name.slice(5) : null),
      onBytes: (done, total) => {
        last = [done, total];
      },
    });
    expect(await readFile(join(into, 'deep', 'b.txt'), 'utf8')).toBe('b');
    expect((await stat(join(into, 'run'))).mode & 0o777).toBe(0o755);
    expect(existsSync(join(into, 'leave.txt'))).toBe(false);
    expect(last).toEqual([4, 4]);
  });

  it('refuses a zip whose names lead out of the folder, and one cut short', async () => {
    const file = join(folder, 'evil.zip');
    await writeFile(file, zipSync({ '../evil.txt': text('x') }));
    await expect(unzip(file, join(folder, 'out'))).rejects.toThrow(/invalid relative path/);
    expect(existsSync(join(folder, 'evil.txt'))).toBe(false);
    const whole = zipSync({ a: text('a'.repeat(1000)) });
    await writeFile(file, whole.subarray(0, whole.length - 30));
    await expect(unzip(file, join(folder, 'out'))).rejects.toThrow();
  });

  it('unpacks a gzipped tar without its first folders, and refuses a broken one', async () => {
    await mkdir(join(folder, 'package'));
    await writeFile(join(folder, 'package', 'a.txt'), 'a');
    const file = join(folder, 'a.tgz');
    await create({ file, gzip: true, cwd: folder }, ['package']);
    await untar(file, join(folder, 'out'), 1);
    expect(await readFile(join(folder, 'out', 'a.txt'), 'utf8')).toBe('a');
    await writeFile(file, (await readFile(file)).subarray(0, 40));
    await expect(untar(file, join(folder, 'other'))).rejects.toThrow();
  });
});

describe('libtensorflow', () => {
  const system = `${process.platform}-${process.arch}`;
  const path = 'tensorflow/libtensorflow.tar.gz';

  /** Obtains an archive from a server of the test's own; what was asked for, and the error. */
  async function obtain(sha256: string): Promise<{ asked: string[]; error: ProvisionError }> {
    await mkdir(join(folder, 'lib'));
    await writeFile(join(folder, 'lib', 'library.so'), 'not really');
    const archive = join(folder, 'a.tar.gz');
    await create({ file: archive, gzip: true, cwd: folder }, ['lib']);
    const body = await readFile(archive);
    const expected = sha256 || createHash('sha256').update(body).digest('hex');
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const into = join(folder, 'runtime');
    await mkdir(into);
    const source = librarySource(host, { [system]: { path, sha256: expected, libraries: ['library.so'] } });
    const context = {
      folder: into,
      packageFolder: folder,
      signal: new AbortController().signal,
      report: () => {},
    };
    try {
      return {
        asked,
        error: await source.install(context).then(
          () => expect.unreachable(),
          (error) => error,
        ),
      };
    } finally {
      server.close();
    }
  }

  it('of another digest is refused before it is unpacked', async () => {
    const { error } = await obtain('0'.repeat(64));
    expect(error.message).toMatch(/not the file that was expected/);
    expect(existsSync(join(folder, 'runtime', 'deps'))).toBe(false);
  });

  it('is all that is downloaded: the addon is compiled from the package', async () => {
    const { asked, error } = await obtain('');
    expect(asked).toEqual([`/${path}`]);
    expect(existsSync(join(folder, 'runtime', 'deps', 'lib', 'library.so'))).toBe(true);
    // There are no sources in the test's package.
    expect(error.message).toMatch(/the binding does not compile/);
  });

  it('is not downloaded where there is no compiler', async () => {
    vi.stubEnv('CXX', join(folder, 'no-compiler'));
    const { asked, error } = await obtain('');
    expect(error).toMatchObject({
      code: 'missing-tool',
      fix: { key: 'provision.fix-compiler' },
    });
    expect(asked).toEqual([]);
    vi.unstubAllEnvs();
  });
});

describe('cacheRoot', () => {
  it('follows CONVAS_CACHE, else the custom of the system', () => {
    expect(cacheRoot({ CONVAS_CACHE: '/big/disk' }, 'linux', '/home/a')).toBe('/big/disk');
    expect(cacheRoot({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/convas');
    expect(cacheRoot({}, 'linux', '/home/a')).toBe('/home/a/.cache/convas');
    expect(cacheRoot({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Caches/convas');
  });
});

describe('provisionElectron', () => {
  const system = `${process.platform}-${process.arch}`;
  const archive = `electron-v9.9.9-${system}.zip`;
  const executable = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    process.platform as string
  ];
  const body = zipSync({ [executable ?? 'electron']: text('binary') });

  const released = (sha256: string) => ({ version: '9.9.9', sha256: { [system]: sha256 } });

  async function mirror<T>(use: (address: string, asked: string[]) => Promise<T>): Promise<T> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked);
    } finally {
      server.close();
    }
  }

  it('takes the pinned release, once', async () => {
    const release = released(createHash('sha256').update(body).digest('hex'));
    await mirror(async (address, asked) => {
      const options = { cache: join(folder, 'cache'), sources: [releaseSource(address, release)] };
      expect(await electronStatus(options)).toBeNull();
      const first = await provisionElectron(options);
      expect(first).toMatchObject({ source: 'release', version: '9.9.9', notice: '' });
      expect(await readFile(first.executable, 'utf8')).toBe('binary');
      expect(await provisionElectron(options)).toEqual(first);
      expect(asked).toEqual([`/v9.9.9/${archive}`]);
    });
  });

  it('refuses a release of another digest, naming it', async () => {
    const release = released('0'.repeat(64));
    await mirror(async (address) => {
      const options = { cache: join(folder, 'cache'), sources: [releaseSource(address, release)] };
      await expect(provisionElectron(options)).rejects.toThrow(/not the file that was expected/);
      expect(await electronStatus(options)).toBeNull();
    });
  });

  it('tries the next source, and says aloud that it is another', async () => {
    const unreachable = releaseSource('http://127.0.0.1:1/', released('0'.repeat(64)));
    const carried = {
      ...unreachable,
      id: 'carried',
      notice: 'this is another Electron',
      name: 'carried',
      install: async (context: { folder: string }) => {
        await mkdir(join(context.folder, 'x'));
        return { source: 'carried', version: '1.0.0', files: [] };
      },
    };
    const options = { cache: join(folder, 'cache'), sources: [unreachable, carried] };
    expect(await provisionElectron(options)).toMatchObject({
      source: 'carried',
      notice: 'this is another Electron',
    });
    const nothing = { ...options, cache: join(folder, 'other'), sources: [unreachable] };
    await expect(provisionElectron(nothing)).rejects.toBeInstanceOf(ProvisionError);
  });
});

describe('doctor', () => {
  it('asks for Node 20.19 or later', () => {
    expect(checkNode('20.18.3')).toMatchObject({
      ok: false,
      fix: message('provision.fix-node', { version: '20.19' }),
    });
    expect(checkNode('20.19.0').ok).toBe(true);
    expect(checkNode('24.1.0').ok).toBe(true);
  });

  it('points to the browser face where there is no display', () => {
    expect(checkDisplay({}, 'linux')).toMatchObject({ ok: false });
    expect(sentence(checkDisplay({}, 'linux').fix)).toContain('convas serve');
    expect(checkDisplay({ DISPLAY: ':1' }, 'linux').ok).toBe(true);
    expect(checkDisplay({}, 'darwin').ok).toBe(true);
  });

  it('tells what it finds in Portuguese, numbers too', async () => {
    const { detail, fix } = checkDisplay({}, 'linux');
    expect(sentence(detail, 'pt-BR')).toBe('não há tela: a janela não pode abrir');
    expect(sentence(fix, 'pt-BR')).toContain('no navegador (`convas serve`)');
    const space = await checkSpace(folder, 2.5e18);
    expect(sentence(space.fix, 'pt-BR')).toMatch(/^Libere 2\.500\.000\.000 GB/);
    expect(sentence(space.detail, 'pt-BR')).toMatch(/^há [\d.,]+ GB livres em /);
  });

  it('tells a folder that cannot be made, and a disk without room', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await checkFolder({ name: 'runs', path: join(folder, 'file', 'runs') })).toMatchObject({
      ok: false,
    });
    expect(await checkFolder({ name: 'runs', path: join(folder, 'runs') })).toMatchObject({
      ok: true,
      fix: '',
    });
    expect(await checkSpace(join(folder, 'not', 'there'), 1)).toMatchObject({ ok: true });
    expect(await checkSpace(folder, Number.MAX_VALUE)).toMatchObject({ ok: false });
  });
});
