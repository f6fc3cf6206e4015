import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../protocol/client.ts';
import type { CallContext, Handlers } from '../../protocol/serve.ts';
import { explainingErrors } from './explain-errors.ts';

const context = {} as CallContext<'library.read'>;
const answer = (read: Handlers['library.read']) =>
  explainingErrors({ 'library.read': read } as Handlers)['library.read']({}, context);

describe('handlers', () => {
  it('refuse in words where the operating system refuses them', async () => {
    const failing = answer(async () => ({ text: await readFile(tmpdir(), 'utf8'), revision: null }));
    await expect(failing).rejects.toMatchObject({
      code: 'failed',
      message: 'A file could not be read: it is a folder, not a file. Choose a file in it.',
    });
  });

  it('keep every other error, and answer at once what is known at once', async () => {
    const busy = new EngineError('busy', 'Another run is training.');
    await expect(answer(() => Promise.reject(busy))).rejects.toBe(busy);
    expect(() =>
      answer(() => {
        throw busy;
      }),
    ).toThrow(busy);
    expect(answer(() => ({ text: null, revision: null }))).toEqual({ text: null, revision: null });
  });
});
