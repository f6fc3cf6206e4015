import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureOperations } from './native-operations.ts';
import { operationsPath, operationsVersion } from './operations-name.ts';

const sources = fileURLToPath(new URL('../engine/backends/native/operations/', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-operations-'));
  await mkdir(join(folder, 'deps', 'lib'), { recursive: true });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe('our own operations', () => {
  it('have another version where their sources are other ones', async () => {
    const hash = createHash('sha256');
    for (const name of (await readdir(sources)).sort()) hash.update(await readFile(join(sources, name)));
    // Changed on purpose? Raise the version, then write the new digest here.
    expect([operationsVersion, hash.digest('hex').slice(0, 16)]).toEqual([2, 'a81db6674c853a45']);
  });

  it('are left alone where this version is there', async () => {
    vi.stubEnv('CXX', join(folder, 'no-compiler'));
    await mkdir(join(folder, 'lib', 'napi-v8'), { recursive: true });
    await writeFile(join(folder, operationsPath), 'compiled');
    await ensureOperations(folder);
    expect(await readFile(join(folder, operationsPath), 'utf8')).toBe('compiled');
  });

  it.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
    'are refused with the way to mend it where there is no compiler, and leave nothing behind',
    async () => {
      vi.stubEnv('CXX', join(folder, 'no-compiler'));
      await expect(ensureOperations(folder)).rejects.toMatchObject({
        code: 'missing-tool',
        fix: { key: 'provision.fix-compiler' },
      });
      expect(await readdir(join(folder, 'lib', 'napi-v8'))).toEqual([]);
    },
  );
});
