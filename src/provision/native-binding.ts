import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { message } from '../text/message.ts';
import { ProvisionError } from './progress.ts';
import { findCompiler, lastLine, run } from './run.ts';
import { addonPath } from './runtime-folder.ts';

const compilerFix = message('provision.fix-compiler');

/** The line of a failed program's output that names the error. */
const errorLine = (stderr: string) =>
  stderr
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim() ?? lastLine(stderr);

/** The C++ compiler, asked for before anything is downloaded for it. @throws ProvisionError `missing-tool` */
export async function requireCompiler(): Promise<readonly [string, ...string[]]> {
  const compiler = await findCompiler();
  if (compiler) return compiler;
  throw new ProvisionError('missing-tool', message('provision.no-compiler'), compilerFix);
}

/**
 * Compiles tfjs-node's own binding, unmodified, against the libraries and headers under `folder/deps`, to
 * `folder/lib/napi-v8/tfjs_binding.node`. The addon finds its libraries relative to itself.
 * @throws ProvisionError `missing-tool` or `failed`
 */
export async function compileBinding(
  folder: string,
  packageFolder: string,
  libraries: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const compiler = await requireCompiler();
  const headers = join(
    dirname(createRequire(import.meta.url).resolve('node-api-headers/package.json')),
    'include',
  );
  const output = join(folder, addonPath);
  await mkdir(dirname(output), { recursive: true });
  const mac = process.platform === 'darwin';
  const [program, ...own] = compiler;
  const { status, stderr } = await run(
    program,
    [
      ...own,
      '-std=c++17',
      '-O2',
      '-fPIC',
      '-DNAPI_VERSION=8',
      `-I${join(folder, 'deps', 'include')}`,
      `-I${headers}`,
      join(packageFolder, 'binding', 'tfjs_backend.cc'),
      join(packageFolder, 'binding', 'tfjs_binding.cc'),
      '-o',
      output,
      ...libraries.map((library) => join(folder, 'deps', 'lib', library)),
      ...(mac
        ? ['-bundle', '-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib']
        : ['-shared', '-Wl,-rpath,$ORIGIN/../../deps/lib']),
    ],
    { signal, within: 300_000 },
  );
  if (status === 0) return;
  throw new ProvisionError(
    'failed',
    message('provision.not-compiled', { reason: errorLine(stderr) }),
    compilerFix,
  );
}

/** Removes symbols that only a debugger reads; without `strip` the libraries merely stay larger. */
export async function stripLibraries(folder: string, libraries: readonly string[]): Promise<void> {
  for (const library of libraries) {
    await run('strip', ['--strip-unneeded', join(folder, 'deps', 'lib', library)]).catch(() => {});
  }
}

/** Loads the addon in a process of its own: the proof that it fits this machine. Throws ProvisionError `failed`. */
export async function checkLoads(folder: string, signal?: AbortSignal): Promise<void> {
  const script = 'process.dlopen({ exports: {} }, process.argv[1])';
  const { status, stderr } = await run(process.execPath, ['-e', script, join(folder, addonPath)], {
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '3' },
    signal,
    within: 120_000,
  });
  if (status === 0) return;
  throw new ProvisionError(
    'failed',
    message('provision.not-loaded', { reason: errorLine(stderr) }),
    message('provision.fix-libraries'),
  );
}

/** Removes the headers, which nothing needs once the binding is there. */
export async function dropHeaders(folder: string): Promise<void> {
  await rm(join(folder, 'deps', 'include'), { recursive: true, force: true });
}
