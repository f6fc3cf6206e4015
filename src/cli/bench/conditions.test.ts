import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { environmentOf, isEmulated } from './conditions.ts';

beforeEach(() => {
  vi.stubEnv('ONEDNN_MAX_CPU_ISA', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const set = { TF_ENABLE_ONEDNN_OPTS: '1', TF_NUM_INTRAOP_THREADS: '1', GLIBC_TUNABLES: 'x', PATH: '/bin' };

it('other engines are as they come, whatever is set for Convas', () => {
  expect(environmentOf('keras', null, set)).toEqual({ PATH: '/bin' });
  expect(environmentOf('tfjs', null, set)).toEqual({ PATH: '/bin' });
  expect(environmentOf('pytorch', null, set)).toEqual({ PATH: '/bin' });
  expect(environmentOf('keras-onednn', null, set)).toEqual({ PATH: '/bin', TF_ENABLE_ONEDNN_OPTS: '1' });
  expect(environmentOf('compiled', null, set)).toEqual(set);
});

it('an emulated processor limits all libraries, and TensorFlow has oneDNN off by itself as it would there', () => {
  const limits = { ONEDNN_MAX_CPU_ISA: 'AVX2', ATEN_CPU_CAPABILITY: 'avx2', MKL_ENABLE_INSTRUCTIONS: 'AVX2' };
  const emulated = isEmulated('avx2');
  expect(emulated).toBe(describeProcessor(process.arch, undefined, '').instructionSet === 'AVX-512');
  const off = emulated ? { TF_ENABLE_ONEDNN_OPTS: '0' } : {};
  expect(environmentOf('keras', 'avx2', {})).toEqual({ ...limits, ...off });
  expect(environmentOf('tfjs', 'avx2', {})).toEqual({ ...limits, ...off });
  expect(environmentOf('keras-onednn', 'avx2', {})).toEqual({ ...limits, TF_ENABLE_ONEDNN_OPTS: '1' });
  // Convas chooses for itself.
  expect(environmentOf('compiled', 'avx2', {})).toEqual(limits);
  expect(isEmulated(null)).toBe(false);
});
