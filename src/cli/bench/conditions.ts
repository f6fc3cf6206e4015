import { describeProcessor, type InstructionSet } from '../../engine/kernels/processor.ts';
import { variables } from '../../engine/kernels/tensorflow-library.ts';

/** What `--isa` names: a processor that has no wider instructions. */
export const emulations = { avx2: 'AVX2' } as const satisfies Record<string, InstructionSet>;
export type Emulation = keyof typeof emulations;

/**
 * Keeps the libraries of all contestants from wider vector instructions than AVX2: oneDNN's, PyTorch's own and those of
 * MKL, which multiplies PyTorch's matrices. Eigen, which TensorFlow uses beside them, is compiled for AVX anyway.
 */
const limits: Readonly<Record<Emulation, Readonly<Record<string, string>>>> = {
  avx2: { ONEDNN_MAX_CPU_ISA: 'AVX2', ATEN_CPU_CAPABILITY: 'avx2', MKL_ENABLE_INSTRUCTIONS: 'AVX2' },
};

/** What a person or a parent may have set for Convas is not for others. */
const convasVariables = [...Object.values(variables), 'CONVAS_KERNELS', 'GLIBC_TUNABLES'];

/**
 * The environment for all contestants where a processor is emulated: set it for this process, which chooses Convas's
 * kernels and starts them.
 */
export const emulating = (isa: Emulation | null): Readonly<Record<string, string>> =>
  isa ? limits[isa] : {};

/** Whether a processor is emulated: this one has more than what is asked for. */
export function isEmulated(isa: Emulation | null): boolean {
  if (isa === null) return false;
  const own = describeProcessor(process.arch, undefined, '');
  return own.instructionSet === 'AVX-512';
}

/** Engines of other people, as they come and with what can be switched on. */
export const others: Readonly<
  Record<string, { readonly framework: string | null; readonly oneDnn: boolean | null }>
> = {
  tfjs: { framework: null, oneDnn: null },
  keras: { framework: 'keras', oneDnn: null },
  'keras-onednn': { framework: 'keras', oneDnn: true },
  pytorch: { framework: 'pytorch', oneDnn: null },
};

/**
 * The environment of a contestant. Others are as they come: where an older processor is emulated TensorFlow does not
 * switch its oneDNN kernels on by itself, as it would not there.
 */
export function environmentOf(
  engine: string,
  isa: Emulation | null,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const other = others[engine];
  const limited = { ...env, ...emulating(isa) };
  if (!other) return limited;
  for (const name of convasVariables) delete limited[name];
  const oneDnn = other.oneDnn ?? (isEmulated(isa) ? false : null);
  return oneDnn === null ? limited : { ...limited, [variables.oneDnn]: oneDnn ? '1' : '0' };
}
