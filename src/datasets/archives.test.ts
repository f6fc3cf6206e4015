import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePng } from './encode-png.ts';
import { inspectDataset, loadDataset } from './registry.ts';

let folder: string;
let temporary: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-archives-'));
  temporary = join(folder, 'tmp');
  await mkdir(temporary);
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const image = (value: number): Uint8Array =>
  encodePng({ height: 2, width: 2, channels: 1, data: new Uint8Array(4).fill(value) });
const files = { 'cat/1.png': image(1), 'cat/2.png': image(2), 'dog 🐕/1.png': image(3) };
const put = async (name: string, content: Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const refusal = (path: string): Promise<string> =>
  loadDataset(path).then(
    () => expect.unreachable('should have been refused'),
    (error: Error) => error.message,
  );

/** What this process has open, where the system says it. */
async function openFiles(): Promise<string[]> {
  const handles = await readdir('/proc/self/fd').catch(() => []);
  return Promise.all(handles.map((handle) => readlink(join('/proc/self/fd', handle)).catch(() => '')));
}

describe.skipIf(process.platform === 'win32')('an archive', () => {
  it('of a folder for each class is read as the folder is, and leaves nothing behind', async () => {
    const inside = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`set/${name}`, bytes]));
    for (const [at, content] of [files, { ...inside, '__MACOSX/._set': image(9) }].entries()) {
      const { info, train } = await loadDataset(await put(`${at}.zip`, zipSync(content)));
      expect(info).toMatchObject({ classes: ['cat', 'dog 🐕'], sampleShape: [2, 2, 1] });
      expect([...train.labels, train.images[0]]).toEqual([0, 0, 1, 1]);
    }
    for (const [name, bytes] of Object.entries(inside)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    await symlink('/etc/passwd', join(folder, 'set/cat/3.png'));
    for (const [name, flags] of [
      ['a.tar', '-cf'],
      ['a.tar.gz', '-czf'],
    ] as const) {
      execFileSync('tar', [flags, join(folder, name), '-C', folder, 'set']);
      expect((await loadDataset(join(folder, name))).info.classes).toEqual(['cat', 'dog 🐕']);
    }
    expect(await readdir(temporary)).toEqual([]);
  });

  it('that ends early or is damaged is refused, and closes what it was writing', async () => {
    for (const name of ['cat', 'dog']) {
      await mkdir(join(folder, 'set', name), { recursive: true });
      await writeFile(join(folder, 'set', name, '1.png'), image(1));
    }
    await writeFile(
      join(folder, 'set/notes.dat'),
      new Uint8Array(200_000).map((_, at) => (at * 7919) >> 3),
    );
    execFileSync('tar', ['-cf', join(folder, 'a.tar'), '-C', folder, 'set']);
    execFileSync('tar', ['-czf', join(folder, 'a.tar.gz'), '-C', folder, 'set']);
    for (const name of ['a.tar', 'a.tar.gz']) {
      const bytes = await readFile(join(folder, name));
      const half = await put(`half-${name}`, bytes.subarray(0, bytes.length >> 1));
      expect(await refusal(half)).toContain(half);
      expect((await loadDataset(join(folder, name))).info.classes).toEqual(['cat', 'dog']);
    }
    const damaged = await readFile(join(folder, 'a.tar.gz'));
    damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 64);
    expect(await refusal(await put('damaged.tar.gz', damaged))).toContain('damaged.tar.gz');
    expect((await openFiles()).filter((path) => path.startsWith(temporary))).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('of small files that ends early is refused, and one that may have lost files says so', async () => {
    for (const name of ['cat', 'dog'])
      for (let at = 0; at < 4; at++) {
        await mkdir(join(folder, 'set', name), { recursive: true });
        await writeFile(join(folder, 'set', name, `${at}.png`), image(at));
      }
    const path = join(folder, 'a.tar');
    execFileSync('tar', ['--sort=name', '-cf', path, '-C', folder, 'set']);
    const whole = await readFile(path);
    // Headers of the last file, and its content.
    const last = whole.lastIndexOf('set/dog/3.png');
    for (const end of [last + 7, last + 512, last + 512 + 7])
      expect(await refusal(await put('cut.tar', whole.subarray(0, end)))).toMatch(/it ends too early/);
    const { leftOut, splits } = await inspectDataset(await put('less.tar', whole.subarray(0, last)));
    expect([splits.train + splits.test, leftOut.map(({ file }) => file)]).toEqual([7, ['less.tar']]);
  });

  it('has its links named that are not followed', async () => {
    for (const [name, bytes] of Object.entries(files)) {
      await mkdir(join(folder, 'set', name, '..'), { recursive: true });
      await writeFile(join(folder, 'set', name), bytes);
    }
    execFileSync('tar', ['--format=v7', '-cf', join(folder, 'old.tar'), '-C', folder, 'set']);
    expect((await loadDataset(join(folder, 'old.tar'))).train.count).toBe(3);
    await symlink('/etc/passwd', join(folder, 'set/cat/3.png'));
    execFileSync('mkfifo', [join(folder, 'set/cat/4.png')]);
    execFileSync('tar', ['-cf', join(folder, 'a.tar'), '-C', folder, 'set']);
    const { leftOut } = await inspectDataset(join(folder, 'a.tar'));
    expect(leftOut.map(({ file }) => file).sort()).toEqual(['set/cat/3.png', 'set/cat/4.png']);
  });

  it('is read while others that end early are refused', async () => {
    for (const name of ['cat', 'dog']) {
      await mkdir(join(folder, 'set', name), { recursive: true });
      await writeFile(join(folder, 'set', name, '1.png'), image(1));
    }
    execFileSync('tar', ['-czf', join(folder, 'a.tar.gz'), '-C', folder, 'set']);
    const whole = await readFile(join(folder, 'a.tar.gz'));
    const paths = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        put(`${at}.tar.gz`, at % 2 ? whole : whole.subarray(0, whole.length - 1 - at)),
      ),
    );
    const results = await Promise.allSettled(paths.map((path) => loadDataset(path)));
    expect(results.map(({ status }) => status)).toEqual(
      paths.map((_, at) => (at % 2 ? 'fulfilled' : 'rejected')),
    );
  });

  it('names its classes as their folders were called, whether or not it marks the names as UTF-8', async () => {
    const marked = Buffer.from(zipSync({ 'maçã/1.png': image(1), 'pão/1.png': image(2) }));
    const unmarked = Buffer.from(marked);
    for (const [signature, at] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const)
      for (
        let start = unmarked.indexOf(signature, 0, 'latin1');
        start >= 0;
        start = unmarked.indexOf(signature, start + 1, 'latin1')
      )
        unmarked.writeUInt16LE(unmarked.readUInt16LE(start + at) & ~0x800, start + at);
    expect(unmarked.equals(marked)).toBe(false);
    for (const [name, content] of Object.entries({ marked, unmarked }))
      expect((await loadDataset(await put(`${name}.zip`, content))).info.classes).toEqual(['maçã', 'pão']);
  });

  it('of one CSV file is read as the file is', async () => {
    const rows = Array.from({ length: 5 }, (_, row) => `${row % 2},${row},2,3,4`).join('\n');
    const path = await put('c.zip', zipSync({ 'c.csv': Buffer.from(rows) }));
    expect((await loadDataset(path)).info.sampleShape).toEqual([2, 2, 1]);
  });

  it('with a name that leads out of it is refused, and nothing is written there', async () => {
    const bad = Buffer.from(zipSync({ ...files, 'XX/YY/evil.png': image(1) }, { level: 0 }));
    const text = bad.toString('latin1').replaceAll('XX/YY/evil', '../../evil');
    expect(await refusal(await put('slip.zip', Buffer.from(text, 'latin1')))).toMatch(
      /cannot be unpacked: it holds "\.\.\/\.\.\/evil\.png", a name that leads out of it/,
    );
    expect(await readdir(folder)).not.toContain('evil.png');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('that is damaged, or holds another archive, is refused', async () => {
    const whole = zipSync(files);
    expect(await refusal(await put('cut.zip', whole.subarray(0, 150)))).toMatch(/cannot be unpacked/);
    expect(await refusal(await put('nested.zip', zipSync({ 'a.zip': whole })))).toMatch(/holds no data/);
  });
});
