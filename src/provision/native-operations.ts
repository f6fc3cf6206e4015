import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepOnce, temporaryBeside } from '../files/temporary.ts';
import { message, type Text } from '../text/message.ts';
import { operationsPath } from './operations-name.ts';
import { type Phase, ProvisionError } from './progress.ts';
import { findCompiler, lastLine, run } from './run.ts';

/** The sources, as far from here as from the bundle that this becomes part of. */
const sources = fileURLToPath(new URL('../../src/engine/backends/native/operations/', import.meta.url));

/** The kernels are compiled once for each of these, everything else for any processor. */
const instructionSets = [
  {
    name: 'avx512Kernels',
    lanes: 16,
    flags: ['-mavx512f', '-mavx512vl', '-mavx512bw', '-mavx512dq', '-mfma', '-mprefer-vector-width=512'],
  },
  { name: 'avx2Kernels', lanes: 8, flags: ['-mavx2', '-mfma'] },
] as const;

const common = [
  '-std=c++17',
  '-O3',
  '-fPIC',
  '-pthread',
  '-ffp-contract=fast',
  '-fno-math-errno',
  '-fvisibility=hidden',
];

async function compile(folder: string, work: string, signal?: AbortSignal): Promise<string> {
  const compiler = await findCompiler();
  if (!compiler) {
    throw new ProvisionError(
      'missing-tool',
      message('provision.no-compiler'),
      message('provision.fix-compiler'),
    );
  }
  const [program, ...own] = compiler;
  const call = async (args: readonly string[]): Promise<void> => {
    const { status, stderr } = await run(program, [...own, ...args], { signal, within: 300_000 });
    if (status === 0) return;
    const reason = stderr.split('\n').find((line) => /error/i.test(line)) ?? lastLine(stderr);
    const what = message('provision.operations-not-compiled', { reason });
    throw new ProvisionError('failed', what, message('provision.fix-newer-compiler'));
  };
  const object = (name: string): string => join(work, `${name}.o`);
  for (const { name, lanes, flags } of instructionSets) {
    const named = [`-DCONVAS_KERNELS=${name}`, `-DCONVAS_LANES=${lanes}`];
    await call([...common, ...flags, ...named, '-c', join(sources, 'kernels.cc'), '-o', object(name)]);
  }
  for (const name of ['pool', 'operations'])
    await call([...common, '-c', join(sources, `${name}.cc`), '-o', object(name)]);
  const libraries = (await readdir(join(folder, 'deps', 'lib')))
    .filter((name) => /^libtensorflow.*\.so\.\d+$/.test(name))
    .map((name) => join(folder, 'deps', 'lib', name));
  const output = join(work, 'operations.node');
  const objects = [...instructionSets.map(({ name }) => name), 'pool', 'operations'].map(object);
  await call([
    '-shared',
    '-pthread',
    ...objects,
    '-o',
    output,
    ...libraries,
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    '-Wl,--no-undefined',
  ]);
  return output;
}

/**
 * Compiles our own operations for TensorFlow beside the addon of a runtime, where this version of them is not there yet.
 * @param folder the runtime's, with `deps/lib`
 * @throws ProvisionError `unsupported`, `missing-tool` or `failed`: training then uses TensorFlow's operations alone
 */
export async function ensureOperations(
  folder: string,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly report?: ((phase: Phase, detail: Text) => void) | undefined;
  } = {},
): Promise<void> {
  const final = join(folder, operationsPath);
  if (existsSync(final)) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ProvisionError('unsupported', message('provision.operations-elsewhere'), '');
  }
  options.report?.('compiling', message('provision.the-operations'));
  await mkdir(dirname(final), { recursive: true });
  await sweepOnce(dirname(final));
  const work = temporaryBeside(final);
  await mkdir(work);
  try {
    await rename(await compile(folder, work, options.signal), final);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
