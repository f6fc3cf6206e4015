import { describe, expect, it } from 'vitest';
import { environmentOf, sameLibrary, withEnvironment } from './tensorflow-library.ts';

const kernels = { oneDnn: true, intraOpThreads: 4, interOpThreads: 2 };

describe("TensorFlow's environment", () => {
  it('loads the library with the kernels that are asked for', () => {
    expect(environmentOf(kernels)).toEqual({
      TF_ENABLE_ONEDNN_OPTS: '1',
      TF_NUM_INTRAOP_THREADS: '4',
      TF_NUM_INTEROP_THREADS: '2',
    });
    expect(withEnvironment({ ...kernels, oneDnn: false }, environmentOf(kernels))).toEqual(kernels);
  });

  it('is obeyed where somebody set it, and left alone where it says nothing', () => {
    expect(withEnvironment(kernels, { TF_ENABLE_ONEDNN_OPTS: '0' })).toEqual({ ...kernels, oneDnn: false });
    expect(withEnvironment(kernels, { TF_ENABLE_ONEDNN_OPTS: 'true' })).toEqual(kernels);
    expect(withEnvironment(kernels, { TF_NUM_INTRAOP_THREADS: '1' })).toEqual({
      ...kernels,
      intraOpThreads: 1,
    });
    expect(withEnvironment(kernels, { TF_ENABLE_ONEDNN_OPTS: '', TF_NUM_INTEROP_THREADS: 'many' })).toEqual(
      kernels,
    );
    expect(withEnvironment(kernels, { TF_NUM_INTRAOP_THREADS: '0' })).toEqual(kernels);
  });

  it('tells processes apart that cannot do the same', () => {
    expect(sameLibrary(kernels, { ...kernels })).toBe(true);
    expect(sameLibrary(kernels, { ...kernels, intraOpThreads: 2 })).toBe(false);
  });
});
