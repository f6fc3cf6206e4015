import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { surviveErrors } from './survive.ts';

describe('the last line of defense', () => {
  it('tells an error that nobody caught, one a second at most, and outlives a log that fails', () => {
    const source = new EventEmitter();
    const detail: unknown[] = [];
    let time = 0;
    surviveErrors(
      (error) => {
        detail.push(error);
        throw new Error('the log is gone');
      },
      source,
      () => time,
    );
    for (const at of [0, 10, 999, 1000, 5000]) {
      time = at;
      source.emit(at === 5000 ? 'unhandledRejection' : 'uncaughtException', at);
    }
    expect(detail).toEqual([0, 1000, 5000]);
  });

  it('keeps a process alive that would have ended', async () => {
    const source = await readFile(join(import.meta.dirname, 'survive.ts'), 'utf8');
    const { code } = await transform(source, { loader: 'ts' });
    const script = `${code}
      surviveErrors((error) => console.log('told', error.message));
      setTimeout(() => { throw new Error('one') }, 1);
      setTimeout(() => Promise.reject(new Error('two')), 1200);
      setTimeout(() => console.log('alive'), 1400);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(out.split('\n').slice(0, 3)).toEqual(['told one', 'told two', 'alive']);
    expect(status).toBe(0);
  });
});
