import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKernelChoices } from './choice.ts';
import { chosenKernels, isToMeasure, measureKernels, rememberKind } from './choose.ts';
import { unmeasuredKernels } from './defaults.ts';
import { describeProcessor, type Processor } from './processor.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-kernels-'));
  vi.stubEnv('CONVAS_KERNELS', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const own = { ...describeProcessor('x64', ['avx', 'avx2'], ''), model: 'Some processor', threads: 4 };
const kernels = { ...unmeasuredKernels(own).whole, oneDnn: false, interOpThreads: 1 };
const choiceWith = (oneDnn: boolean) => ({
  separable: { ...kernels, oneDnn },
  whole: { ...kernels, oneDnn },
});
const choice = choiceWith(false);
const tried = [{ oneDnn: true, intraOpThreads: 4, interOpThreads: 4, shards: 1, separable: 0.5, whole: 0.4 }];
const found = { choice, tried };

const choices = (processor: Processor = own, library: string | null = 'tensorflow 1') =>
  openKernelChoices({ folder, processor: () => processor, library: () => library });

describe('a choice of kernels', () => {
  it('is remembered for the processor and the library that it was made with', async () => {
    expect(choices().read()).toBeNull();
    await choices().keep({ ...found, disturbed: false });
    expect(choices().read()).toMatchObject({ ...found, disturbed: false });
    expect(chosenKernels(choices())).toMatchObject({ choice, source: 'measured' });
  });

  it.each<[string, Partial<Processor>, string]>([
    ['another model', { model: 'Another processor' }, 'tensorflow 1'],
    ['other instructions', { flags: ['avx', 'avx2', 'avx_vnni'] }, 'tensorflow 1'],
    ['instructions that oneDNN may not use', { instructionSet: 'AVX' }, 'tensorflow 1'],
    ['another number of threads', { threads: 8 }, 'tensorflow 1'],
    ['another library', {}, 'tensorflow 2'],
  ])('does not hold for %s', async (_what, other, library) => {
    await choices().keep({ ...found, disturbed: false });
    const elsewhere = choices({ ...own, ...other }, library);
    expect(elsewhere.read()).toBeNull();
    expect(chosenKernels(elsewhere)).toMatchObject({ source: 'default' });
    expect(isToMeasure(elsewhere, library)).toBe(true);
    // Each has its own: the first is still there.
    await elsewhere.keep({ choice: choiceWith(true), tried: [], disturbed: false });
    expect(elsewhere.read()?.choice.whole.oneDnn).toBe(true);
    expect(choices().read()?.choice.whole.oneDnn).toBe(false);
  });

  it('is not lost where several processes write at the same time', async () => {
    const others = ['tensorflow 2', 'tensorflow 3', 'tensorflow 4'];
    await Promise.all([
      choices().keep({ ...found, disturbed: false }),
      choices().keepLast('whole'),
      ...others.map((library) => choices(own, library).keep({ ...found, disturbed: true })),
    ]);
    expect(choices().read()).toMatchObject({ disturbed: false });
    for (const library of others) expect(choices(own, library).read()).toMatchObject({ disturbed: true });
    expect(choices().last).toBe('whole');
  });

  it('is made anew where its file cannot be read', async () => {
    await writeFile(join(folder, 'kernels.json'), '{"format": "convas-ker');
    expect(choices().read()).toBeNull();
    await choices().keep({ ...found, disturbed: false });
    expect(JSON.parse(await readFile(join(folder, 'kernels.json'), 'utf8')).entries).toHaveLength(1);
  });

  it('is made once, and again an hour after it was disturbed', async () => {
    expect(isToMeasure(choices(), 'tensorflow 1')).toBe(true);
    await choices().keep({ ...found, disturbed: false });
    expect(isToMeasure(choices(), 'tensorflow 1')).toBe(false);
    await choices().keep({ ...found, disturbed: true });
    expect(isToMeasure(choices(), 'tensorflow 1')).toBe(false);
    vi.useFakeTimers({ now: Date.now() + 2 * 3600_000 });
    expect(isToMeasure(choices(), 'tensorflow 1')).toBe(true);
    vi.useRealTimers();
  });

  it('is not made where there is no library, or the environment has made it', async () => {
    expect(isToMeasure(choices(own, null), null)).toBe(false);
    vi.stubEnv('CONVAS_KERNELS', 'default');
    expect(isToMeasure(choices(), 'tensorflow 1')).toBe(false);
    await choices().keep({ ...found, disturbed: false });
    expect(chosenKernels(choices())).toMatchObject({ choice: unmeasuredKernels(), source: 'pinned' });
    vi.stubEnv('CONVAS_KERNELS', JSON.stringify(kernels));
    expect(chosenKernels(choices())).toMatchObject({
      choice: { separable: kernels, whole: kernels },
      source: 'pinned',
      measured: null,
    });
    vi.stubEnv('CONVAS_KERNELS', 'fast');
    expect(() => chosenKernels(choices())).toThrow('CONVAS_KERNELS is "fast". It must be "default"');
  });

  it('comes with the kind of network that was trained last, for which the next engine is loaded', async () => {
    expect(chosenKernels(choices()).last).toBe('separable');
    await rememberKind('whole', choices());
    await choices().keep({ ...found, disturbed: false });
    expect(chosenKernels(choices())).toMatchObject({ last: 'whole', source: 'measured' });
    vi.stubEnv('CONVAS_KERNELS', 'default');
    await rememberKind('separable', choices());
    expect(choices().last).toBe('whole');
  });

  it('is remembered with whether other programs were computing', async () => {
    const measure = (others: number) =>
      measureKernels({
        choices: choices(),
        onProgress: () => {},
        signal: new AbortController().signal,
        compare: async (parts) => ({ ...found, choice: choiceWith(parts.disturbed()) }),
        watch: () => () => ({ others, stolen: 0 }),
      });
    expect(await measure(0.02)).toBe(true);
    expect(choices().read()).toMatchObject({ disturbed: false, choice: choiceWith(false) });
    expect(await measure(0.4)).toBe(true);
    expect(choices().read()).toMatchObject({ disturbed: true, choice: choiceWith(true) });
  });
});
