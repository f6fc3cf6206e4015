import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** The answer of a process without a display and without programs to be found. */
async function bare(): Promise<{ names: string[]; install: string }> {
  const module = JSON.stringify(new URL('./system.mjs', import.meta.url).href);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { missingForTests } = await import(${module}); console.log(JSON.stringify(missingForTests()))`,
    ],
    { env: { PATH: '/nonexistent' } },
  );
  return JSON.parse(stdout) as { names: string[]; install: string };
}

it('names what the tests lack, with the line that installs it', async () => {
  const { names, install } = await bare();
  // Only Linux needs a display to be made.
  expect(names.includes('xvfb-run')).toBe(process.platform === 'linux');
  expect(install.includes(' xvfb')).toBe(process.platform === 'linux');
  expect(install).toMatch(/^apt-get install -y /);
});
