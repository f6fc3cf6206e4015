import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createPair } from '../protocol/pair.ts';
import { hidePaths, hidePathsOn } from './hide-paths.ts';

const home = process.env['CONVAS_HOME'];
afterEach(() => {
  if (home === undefined) delete process.env['CONVAS_HOME'];
  else process.env['CONVAS_HOME'] = home;
});

describe('what is said to a page', () => {
  it('names files, not where they lie', () => {
    process.env['CONVAS_HOME'] = '/data of mine/convas';
    expect(hidePaths('/data of mine/convas/runs/r1/weights.bin could not be written')).toBe(
      'runs/r1/weights.bin could not be written',
    );
    expect(hidePaths(`${join(homedir(), 'digits', 'a.csv')}, line 3`)).toBe('digits/a.csv, line 3');
    expect(hidePaths('"/srv/data/mnist/train.gz" cannot be unpacked')).toBe('"train.gz" cannot be unpacked');
    expect(hidePaths('C:\\Users\\me\\a.bin is missing')).toBe('a.bin is missing');
  });

  it.each([
    'https://host.example/mnist/train.gz is out of reach',
    'a 2x2 / 2 pooling and 1/2 of the images',
    'Open it again, or use Save/Save as.',
    'loss 0.3/0.4, src/engine/hide-paths.ts',
  ])('leaves alone: %s', (text) => expect(hidePaths(text)).toBe(text));

  it('on a wire: the sentences of errors, results and events, and nothing else', async () => {
    const [near, far] = createPair();
    const heard: unknown[] = [];
    far.onMessage((message) => heard.push(message));
    const wire = hidePathsOn(near);
    const values = new Float32Array([1, 2]);
    wire.send({ type: 'error', id: 1, code: 'failed', message: '/srv/runs/r1/a.bin is damaged' });
    wire.send({ type: 'result', id: 2, value: { runs: [{ message: '/srv/runs/r2 is gone' }], values } });
    wire.send({ type: 'result', id: 3, value: { document: '{"name":"/srv/my/net"}' } });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(heard).toEqual([
      { type: 'error', id: 1, code: 'failed', message: 'a.bin is damaged' },
      { type: 'result', id: 2, value: { runs: [{ message: 'r2 is gone' }], values } },
      { type: 'result', id: 3, value: { document: '{"name":"/srv/my/net"}' } },
    ]);
  });
});
