import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePng } from './encode-png.ts';
import { loadDataset } from './registry.ts';

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

  it('of one CSV file is read as the file is', async () => {
    const rows = Array.from({ length: 5 }, (_, row) => `${row % 2},${row},2,3,4`).join('\n');
    const path = await put('c.zip', zipSync({ 'c.csv': Buffer.from(rows) }));
    expect((await loadDataset(path)).info.sampleShape).toEqual([2, 2, 1]);
  });

  it('with a name that leads out of it is refused, and nothing is written there', async () => {
    const bad = Buffer.from(zipSync({ ...files, 'XX/YY/evil.png': image(1) }, { level: 0 }));
    const text = bad.toString('latin1').replaceAll('XX/YY/evil', '../../evil');
    expect(await refusal(await put('slip.zip', Buffer.from(text, 'latin1')))).toMatch(/cannot be unpacked/);
    expect(await readdir(folder)).not.toContain('evil.png');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('that is damaged, or holds another archive, is refused', async () => {
    const whole = zipSync(files);
    expect(await refusal(await put('cut.zip', whole.subarray(0, 150)))).toMatch(/cannot be unpacked/);
    expect(await refusal(await put('nested.zip', zipSync({ 'a.zip': whole })))).toMatch(/holds no data/);
  });
});
