import { availableParallelism, cpus } from 'node:os';
import { readKernelFile } from '../../files/read.ts';

/** Vector instructions, widest first, by the name that `/proc/cpuinfo` has for them. */
const instructionSets = [
  { name: 'AVX-512', flag: 'avx512f', lanes: 16 },
  { name: 'AVX2', flag: 'avx2', lanes: 8 },
  { name: 'AVX', flag: 'avx', lanes: 8 },
  { name: 'SSE', flag: 'sse2', lanes: 4 },
] as const;

export type InstructionSet = (typeof instructionSets)[number]['name'] | 'NEON' | 'unknown';

export interface Processor {
  /** As the system names it. */
  readonly model: string;
  /** Threads that this process may run at the same time. */
  readonly threads: number;
  /** What the system says that it can do, sorted; empty where it does not say. */
  readonly flags: readonly string[];
  /** The widest vector instructions. */
  readonly instructionSet: InstructionSet;
  /** float32 numbers in a vector. */
  readonly lanes: number;
  /** True where `ONEDNN_MAX_CPU_ISA` keeps oneDNN from using all that the processor has. */
  readonly limited: boolean;
}

function systemFlags(): readonly string[] {
  try {
    const [, flags = ''] = /^flags\s*:(.*)$/m.exec(readKernelFile('/proc/cpuinfo')) ?? [];
    return flags.trim().split(/\s+/).filter(Boolean).sort();
  } catch {
    return [];
  }
}

/** `ONEDNN_MAX_CPU_ISA` as one of the sets above; null where it limits nothing. */
function limitOf(value: string): InstructionSet | null {
  const name = value.toUpperCase();
  if (name.startsWith('AVX512')) return 'AVX-512';
  if (name.startsWith('AVX2')) return 'AVX2';
  if (name === 'AVX') return 'AVX';
  return name.startsWith('SSE') ? 'SSE' : null;
}

/** The processor as oneDNN may use it. */
export function describeProcessor(
  arch: string = process.arch,
  flags: readonly string[] = systemFlags(),
  limit: string = process.env['ONEDNN_MAX_CPU_ISA'] ?? '',
): Processor {
  const common = { model: cpus()[0]?.model ?? '', threads: availableParallelism(), flags };
  if (arch === 'arm64') return { ...common, instructionSet: 'NEON', lanes: 4, limited: false };
  if (arch !== 'x64') return { ...common, instructionSet: 'unknown', lanes: 4, limited: false };
  // Where the system does not say: AVX2 is in the processors of the last ten years.
  const has = (flag: string): boolean => (flags.length === 0 ? flag !== 'avx512f' : flags.includes(flag));
  const own = instructionSets.findIndex(({ flag }) => has(flag));
  const allowed = instructionSets.findIndex(({ name }) => name === limitOf(limit));
  const at = Math.max(own < 0 ? instructionSets.length - 1 : own, allowed);
  const { name, lanes } = instructionSets[at]!;
  return { ...common, instructionSet: name, lanes, limited: allowed > own };
}
