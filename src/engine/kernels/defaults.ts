import type { Kernels } from '../../protocol/kernels.ts';
import { describeProcessor, type Processor } from './processor.ts';

/** With any of these, TensorFlow on Linux switches its oneDNN kernels on by itself (`IsMKLEnabled` in its util.cc). */
const switchedOnBy = ['avx512_vnni', 'avx512_bf16', 'avx_vnni', 'amx_tile', 'amx_int8', 'amx_bf16'];

const oneDnnByItself = ({ flags }: Processor): boolean => switchedOnBy.some((flag) => flags.includes(flag));

const withOneDnn = (oneDnn: boolean, { threads, lanes }: Processor): Kernels => ({
  oneDnn,
  intraOpThreads: threads,
  interOpThreads: threads,
  training: { pairedFilters: lanes / 2, shards: 1 },
  inference: { pairedFilters: 0, shards: 1 },
});

/** What is taken where nothing has been measured: oneDNN wherever its kernels have vectors to fill. */
export function unmeasuredKernels(processor: Processor = describeProcessor()): Kernels {
  const { instructionSet } = processor;
  const oneDnn = instructionSet === 'AVX-512' || instructionSet === 'AVX2' || oneDnnByItself(processor);
  return withOneDnn(oneDnn, processor);
}

/** What runs used that were recorded before kernels were: the library's own choice. */
export const unrecordedKernels = (processor: Processor = describeProcessor()): Kernels =>
  withOneDnn(oneDnnByItself(processor), processor);
