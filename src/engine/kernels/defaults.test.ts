import { describe, expect, it } from 'vitest';
import { canUseOneDnn, unmeasuredKernels, unrecordedKernels } from './defaults.ts';
import { describeProcessor } from './processor.ts';

const avx2 = ['avx', 'avx2', 'fma', 'sse2'];
const avx512 = [...avx2, 'avx512f', 'avx512_vnni'];

describe('a processor', () => {
  it.each([
    ['AVX-512', 16, avx512],
    ['AVX2', 8, avx2],
    ['AVX', 8, ['avx', 'sse2']],
    ['SSE', 4, ['sse2']],
  ])('with %s has vectors of %i numbers', (instructionSet, lanes, flags) => {
    expect(describeProcessor('x64', flags, '')).toMatchObject({ instructionSet, lanes, limited: false });
  });

  it('is taken for one with AVX2 where the system does not say what it can do', () => {
    expect(describeProcessor('x64', [], '')).toMatchObject({ instructionSet: 'AVX2', lanes: 8 });
  });

  it('is used up to the limit that oneDNN is given, and never beyond what it has', () => {
    expect(describeProcessor('x64', avx512, 'AVX2')).toMatchObject({ instructionSet: 'AVX2', limited: true });
    expect(describeProcessor('x64', avx512, 'avx512_core')).toMatchObject({ limited: false });
    expect(describeProcessor('x64', avx2, 'AVX512_CORE')).toMatchObject({
      instructionSet: 'AVX2',
      limited: false,
    });
  });
});

it('oneDNN is off on AMD processors that do not say how large their caches are', () => {
  expect(canUseOneDnn({ model: 'AMD EPYC' }, false)).toBe(false);
  expect(canUseOneDnn({ model: 'AMD EPYC' }, true)).toBe(true);
  expect(canUseOneDnn({ model: 'Intel(R) Xeon(R) Processor' }, false)).toBe(true);
  expect(unmeasuredKernels(describeProcessor('x64', avx512, ''), false).whole.oneDnn).toBe(false);
});

describe('where nothing was measured', () => {
  const oneDnn = (flags: readonly string[]) =>
    unmeasuredKernels(describeProcessor('x64', flags, ''), true).whole.oneDnn;

  it('oneDNN is on from AVX2 upwards', () => {
    expect(oneDnn(avx512)).toBe(true);
    expect(oneDnn(avx2)).toBe(true);
    expect(oneDnn(['avx', 'sse2'])).toBe(false);
  });

  it('batches are computed in a shard for each thread where examples can be computed apart', () => {
    const on = (threads: number) => unmeasuredKernels({ ...describeProcessor('x64', avx2, ''), threads });
    expect(on(4).separable).toMatchObject({ intraOpThreads: 1, interOpThreads: 4, training: { shards: 4 } });
    expect(on(4).whole).toMatchObject({ intraOpThreads: 4, interOpThreads: 4, training: { shards: 1 } });
    expect(on(1).separable).toEqual(on(1).whole);
  });

  it('but runs recorded without kernels had what TensorFlow takes by itself: oneDNN from AVX-512 VNNI on', () => {
    const by = (flags: readonly string[]) => unrecordedKernels(describeProcessor('x64', flags, ''));
    expect(by(avx512)).toMatchObject({ oneDnn: true, training: { pairedFilters: 8, shards: 1 } });
    expect(by([...avx2, 'avx512f'])).toMatchObject({
      oneDnn: false,
      training: { pairedFilters: 8, shards: 1 },
    });
    expect(by(avx2)).toMatchObject({
      oneDnn: false,
      training: { pairedFilters: 4, shards: 1 },
      inference: { pairedFilters: 0, shards: 1 },
    });
  });
});
