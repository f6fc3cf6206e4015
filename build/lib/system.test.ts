import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** The answer of a process without a display and without programs to be found. */
async function bare(): Promise<string> {
  const module = JSON.stringify(new URL('./system.mjs', import.meta.url).href);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { missingForWindow } = await import(${module}); process.stdout.write(missingForWindow())`,
    ],
    { env: { PATH: '/nonexistent' } },
  );
  return stdout;
}

it('names what a window lacks, with the line that installs it', async () => {
  const missing = await bare();
  // Only Linux needs a display to be made.
  if (process.platform !== 'linux') return expect(missing).toBe('');
  expect(missing).toMatch(/^Xvfb\b.* missing\. Run: apt-get install -y xvfb\b/);
});
