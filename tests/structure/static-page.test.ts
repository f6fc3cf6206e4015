import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '..', '..', 'build', 'lib', 'web.mjs');

it('the static page has all of Node that the engine imports', async () => {
  const script = `const { bundleEngine } = await import(${JSON.stringify(web)}); await bundleEngine('.', false);`;
  const bundling = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  await expect(bundling).resolves.toMatchObject({ stderr: '' });
});
