import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { message, type Text } from '../text/message.ts';
import { untar, unzip } from './archive.ts';
import { download, verifyFile } from './download.ts';
import {
  checkLoads,
  compileBinding,
  dropHeaders,
  requireCompiler,
  stripLibraries,
} from './native-binding.ts';
import { ensureOperations } from './native-operations.ts';
import { type Phase, ProvisionError } from './progress.ts';
import { findPython, lastLine, run, watchingFolder } from './run.ts';
import { addonPath } from './runtime-folder.ts';
import type { Contents } from './staged.ts';

/** What a source is given to work with. */
export interface SourceContext {
  /** The folder to fill: `lib/napi-v8/tfjs_binding.node` and `deps/lib`. */
  readonly folder: string;
  /** The installed package `@tensorflow/tfjs-node`. */
  readonly packageFolder: string;
  readonly signal: AbortSignal;
  readonly report: (phase: Phase, detail: Text, done?: number | null, total?: number | null) => void;
}

/** One way to obtain the native runtime. */
export interface NativeSource {
  readonly id: string;
  readonly title: Text;
  readonly install: (context: SourceContext) => Promise<Contents>;
}

interface Published {
  readonly path: string;
  readonly sha256: string;
  readonly libraries: readonly string[];
}

const unixLibraries = (extension: (name: string) => string) => [
  extension('libtensorflow'),
  extension('libtensorflow_framework'),
];
const so = unixLibraries((name) => `${name}.so.2`);
const dylib = unixLibraries((name) => `${name}.2.dylib`);

/** Of the libraries that tfjs-node's install script fetches. */
export const libraryVersion = '2.9.1';

/**
 * The libraries that tfjs-node's install script fetches, by `platform-arch`. The addon that it fetches beside them is
 * published without a checksum anywhere, and for Linux alone: Convas compiles it from the sources in the npm package,
 * which the lockfile pins. Windows would need Visual C++ for that.
 */
export const published: Readonly<Record<string, Published>> = {
  'linux-x64': {
    path: 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
    sha256: '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
    libraries: so,
  },
  'linux-arm64': {
    path: 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
    sha256: '9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3',
    libraries: so,
  },
  'darwin-x64': {
    path: 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
    sha256: '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
    libraries: dylib,
  },
  'darwin-arm64': {
    path: 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
    sha256: '13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79',
    libraries: dylib,
  },
};

export const storage = 'https://storage.googleapis.com/';

/** TensorFlow's own builds of libtensorflow. */
export function librarySource(host: string = storage, archives = published): NativeSource {
  return {
    id: 'libtensorflow',
    title: message('provision.source-libtensorflow'),
    async install({ folder, packageFolder, signal, report }) {
      const archive = archives[`${process.platform}-${process.arch}`];
      if (!archive) throw noneFor('provision.no-library');
      await requireCompiler();
      const file = join(folder, basename(archive.path));
      await download({
        url: new URL(archive.path, host).href,
        to: file,
        sha256: archive.sha256,
        signal,
        onBytes: (done, total) => report('downloading', 'libtensorflow', done, total),
      });
      report('unpacking', 'libtensorflow');
      await untar(file, join(folder, 'deps'));
      await rm(file);
      report('compiling', message('provision.the-binding'));
      await compileBinding(folder, packageFolder, archive.libraries, signal);
      await dropHeaders(folder);
      // Without them TensorFlow's own are used; the engine says why.
      await ensureOperations(folder, { signal, report }).catch(() => {});
      report('checking', message('provision.that-it-loads'));
      await checkLoads(folder, signal);
      const files = archive.libraries.map((name) => join('deps', 'lib', name));
      return { source: 'libtensorflow', version: libraryVersion, files: [addonPath, ...files] };
    },
  };
}

/** A Python wheel that holds libtensorflow with its headers; opened only for these. */
export interface Wheel {
  readonly requirement: string;
  readonly version: string;
  readonly pythonVersion: string;
  readonly platform: string;
  readonly file: string;
  /** Where the package index itself keeps it: for apps on machines without pip. */
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly libraries: readonly string[];
}

export const wheels: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    requirement: 'tensorflow-cpu==2.21.0',
    version: '2.21.0',
    pythonVersion: '3.11',
    platform: 'manylinux_2_27_x86_64',
    file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    url: 'https://files.pythonhosted.org/packages/59/03/9a99555a762de8cd4a405efbd39a732d926d8e58791441889560b7675b3e/tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    bytes: 273_829_956,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  },
};

const neededHeaders = [
  'tensorflow/c/',
  'tensorflow/core/platform/ctstring',
  'tsl/platform/ctstring',
  'xla/tsl/c/',
];

/** Where an entry of the wheel goes: its libraries, and the headers where the binding is compiled. */
export function placeWheelEntry(name: string, libraries: readonly string[], headers = true): string | null {
  const inPackage = name.startsWith('tensorflow/') ? name.slice('tensorflow/'.length) : '';
  if (libraries.includes(inPackage)) return join('deps', 'lib', inPackage);
  if (!headers) return null;
  const header = inPackage.startsWith('include/') ? inPackage.slice('include/'.length) : '';
  return neededHeaders.some((prefix) => header.startsWith(prefix)) ? join('deps', 'include', header) : null;
}

/** libtensorflow out of the Python wheel, through pip and whatever index pip is configured for. */
export function wheelSource(available = wheels): NativeSource {
  return {
    id: 'wheel',
    title: message('provision.source-wheel'),
    async install({ folder, packageFolder, signal, report }) {
      const wheel = available[`${process.platform}-${process.arch}`];
      if (!wheel) throw noneFor('provision.no-wheel');
      await requireCompiler();
      const file = await pipDownload(wheel, folder, signal, (done) =>
        report('downloading', wheel.requirement, Math.min(done, wheel.bytes), wheel.bytes),
      );
      report('verifying', basename(file));
      await verifyFile(file, 'sha256', 'hex', wheel.sha256);
      await unzip(file, folder, {
        place: (name) => placeWheelEntry(name, wheel.libraries),
        onBytes: (done, total) => report('unpacking', 'libtensorflow', done, total),
        signal,
      });
      await rm(join(folder, 'pip'), { recursive: true });
      report('compiling', message('provision.the-binding'));
      await stripLibraries(folder, wheel.libraries);
      await compileBinding(folder, packageFolder, wheel.libraries, signal);
      await dropHeaders(folder);
      // Without them TensorFlow's own are used; the engine says why.
      await ensureOperations(folder, { signal, report }).catch(() => {});
      report('checking', message('provision.that-it-loads'));
      await checkLoads(folder, signal);
      const files = wheel.libraries.map((name) => join('deps', 'lib', name));
      return { source: 'wheel', version: wheel.version, files: [addonPath, ...files] };
    },
  };
}

async function pipDownload(
  wheel: Wheel,
  folder: string,
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<string> {
  const python = await findPython();
  if (!python) {
    throw new ProvisionError('missing-tool', message('provision.no-python'), message('provision.fix-python'));
  }
  const partial = join(folder, 'pip');
  const into = join(partial, 'wheel');
  await mkdir(into, { recursive: true });
  const [program, ...own] = python;
  const args = [
    ...own,
    ...['-m', 'pip', 'download', wheel.requirement, '--no-deps', '--only-binary=:all:'],
    ...['--python-version', wheel.pythonVersion, '--platform', wheel.platform, '--dest', into],
    ...['--no-cache-dir', '--disable-pip-version-check', '--progress-bar', 'off', '--quiet'],
    ...['--retries', '1', '--timeout', '20'],
  ];
  const { status, stderr } = await watchingFolder(partial, onBytes, () =>
    run(program, args, { env: { TMPDIR: partial, TMP: partial, TEMP: partial }, signal }),
  );
  if (status !== 0) {
    throw new ProvisionError(
      'unreachable',
      message('provision.pip-failed', { package: wheel.requirement, reason: lastLine(stderr) }),
      message('provision.fix-pip'),
    );
  }
  return join(into, wheel.file);
}

function noneFor(what: 'provision.no-library' | 'provision.no-wheel'): ProvisionError {
  const { platform, arch: processor } = process;
  return new ProvisionError(
    'unsupported',
    message(what, { platform, processor }),
    message('provision.fix-wasm'),
  );
}
