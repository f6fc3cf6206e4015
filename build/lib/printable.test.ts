import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import * as own from '../../src/files/printable.ts';
import { messageOf, printable, printableLines } from './printable.mjs';

it('scripts escape what the command line escapes', () => {
  const characters = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).join('');
  expect(printable(characters)).toBe(own.printable(characters));
  expect(printableLines(characters)).toBe(own.printableLines(characters));
  expect(messageOf(new Error('a\u001b]0;title\u0007\nb'))).toBe('a\\u001b]0;title\\u0007\\u000ab');
});

const script = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, [new URL(`../${name}`, import.meta.url).pathname, ...args], {
    encoding: 'utf8',
  });

it.each(['test.mjs', 'build.mjs'])('%s prints an argument that it does not know escaped', (name) => {
  const { status, stderr } = script(name, 'no\u001b[31msuch');
  expect(status).toBe(2);
  expect(stderr).toContain('no\\u001b[31msuch');
  expect(stderr).not.toContain('\u001b');
});

it('an error that ends a script is printed escaped', () => {
  const module = JSON.stringify(new URL('./end.mjs', import.meta.url).href);
  const code = `import { orEnd } from ${module}; await orEnd(() => { throw new Error('a\\u001b[2Jb') })`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toBe('convas: a\\u001b[2Jb\n');
});
