import { existsSync } from 'node:fs';
import type { KernelChoice, Kernels } from '../../protocol/kernels.ts';
import { describeProcessor, type Processor } from './processor.ts';

/** With any of these, TensorFlow on Linux switches its oneDNN kernels on by itself (`IsMKLEnabled` in its util.cc). */
const switchedOnBy = ['avx512_vnni', 'avx512_bf16', 'avx_vnni', 'amx_tile', 'amx_int8', 'amx_bf16'];

const oneDnnByItself = ({ flags }: Processor): boolean => switchedOnBy.some((flag) => flags.includes(flag));

/**
 * Whether oneDNN's kernels can be used. In virtual machines on AMD processors that do not say how large the caches are, its
 * convolutions of one pixel divide by that size, and the process ends (TensorFlow 2.21, seen with ResNet-50).
 */
export const canUseOneDnn = (
  { model }: Pick<Processor, 'model'>,
  cachesAreKnown = process.platform !== 'linux' || existsSync('/sys/devices/system/cpu/cpu0/cache'),
): boolean => cachesAreKnown || !/\bAMD\b/.test(model);

const withOneDnn = (oneDnn: boolean, { threads, lanes }: Processor): Kernels => ({
  oneDnn,
  intraOpThreads: threads,
  interOpThreads: threads,
  training: { pairedFilters: lanes / 2, shards: 1 },
  inference: { pairedFilters: 0, shards: 1 },
});

/** A batch in as many shards as there are threads, and operations that stay on one. */
export const inShards = (kernels: Kernels, threads: number): Kernels => ({
  ...kernels,
  intraOpThreads: 1,
  training: { ...kernels.training, shards: threads },
  inference: { ...kernels.inference, shards: threads },
});

/** What is taken where nothing has been measured: oneDNN wherever its kernels have vectors to fill. */
export function unmeasuredKernels(
  processor: Processor = describeProcessor(),
  usable = canUseOneDnn(processor),
): KernelChoice {
  const { instructionSet, threads } = processor;
  const oneDnn =
    usable && (instructionSet === 'AVX-512' || instructionSet === 'AVX2' || oneDnnByItself(processor));
  const whole = withOneDnn(oneDnn, processor);
  return { separable: threads > 1 ? inShards(whole, threads) : whole, whole };
}

/** What runs used that were recorded before kernels were: the library's own choice. */
export const unrecordedKernels = (processor: Processor = describeProcessor()): Kernels =>
  withOneDnn(oneDnnByItself(processor), processor);
