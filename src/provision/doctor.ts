import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { release } from 'node:os';
import { cacheRoot } from './cache.ts';
import { type ElectronInstallation, electronStatus } from './electron.ts';
import { nativeStatus } from './native.ts';
import { checkLoads } from './native-binding.ts';
import { asProvisionError } from './progress.ts';
import { findCompiler, findPython, run } from './run.ts';

/** One part of what Convas stands on: whether it is in order, what was found, and how to mend it (else ''). */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

/** A folder that must be writable, with the name that a person knows it by. */
export interface NamedFolder {
  readonly name: string;
  readonly path: string;
}

const check = (name: string, ok: boolean, detail: string, fix: string): Check => ({
  name,
  ok,
  detail,
  fix: ok ? '' : fix,
});

const oldestNode = [20, 19] as const;

export function checkNode(version: string = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return check('node', ok, `Node ${version}`, `Install Node ${oldestNode.join('.')} or later.`);
}

async function checkPython(needed: boolean): Promise<Check> {
  const python = await findPython();
  if (!python) {
    const detail = 'no Python with pip was found';
    if (!needed) return check('python', true, `${detail}; it is not needed now`, '');
    return check('python', false, detail, 'apt-get install python3-pip, or any Python 3 with pip.');
  }
  const { stdout } = await run(python[0], [...python.slice(1), '-m', 'pip', '--version']);
  return check('python', true, stdout.replace(/ from .* \(/, ' (').trim(), '');
}

async function checkCompiler(needed: boolean): Promise<Check> {
  const compiler = await findCompiler();
  if (!compiler) {
    const detail = 'no C++ compiler was found';
    if (!needed) return check('compiler', true, `${detail}; it is not needed now`, '');
    return check('compiler', false, detail, 'apt-get install g++, or xcode-select --install on macOS.');
  }
  const { stdout } = await run(compiler[0], [...compiler.slice(1), '--version']);
  return check('compiler', true, stdout.split('\n')[0]?.trim() ?? compiler[0], '');
}

async function checkNative(): Promise<Check> {
  const fix =
    'Run `npm start` or `npm test` once: the native runtime is obtained then. Until then WebAssembly is used.';
  try {
    const status = await nativeStatus();
    if (status.state === 'absent') return check('native runtime', false, 'not obtained yet', fix);
    if (status.state === 'damaged') {
      const again = 'Run `npm start` or `npm test` once: it is obtained anew.';
      return check(
        'native runtime',
        false,
        `a file of it is missing or cut short, in ${status.folder}`,
        again,
      );
    }
    if (status.state === 'not linked') {
      return check(
        'native runtime',
        false,
        `in ${status.folder}, but this checkout is not linked to it`,
        fix,
      );
    }
    await checkLoads(status.folder);
    const version = status.version ? `libtensorflow ${status.version}, ` : '';
    return check('native runtime', true, `${version}source: ${status.source}, in ${status.folder}`, '');
  } catch (error) {
    const { message, fix: way } = asProvisionError(error, 'native runtime');
    return check('native runtime', false, message, way);
  }
}

const debianLibraries = 'apt-get install libgtk-3-0 libnss3 libasound2 libgbm1';

/** Starts Electron as plain Node: that needs every library it is linked to, but no display. */
async function checkElectron(): Promise<Check> {
  let found: ElectronInstallation | null;
  try {
    found = await electronStatus();
  } catch (error) {
    return check('electron', false, asProvisionError(error, 'electron').message, 'Run `npm install`.');
  }
  if (!found) {
    return check(
      'electron',
      false,
      'not obtained yet',
      'Run `npm start` once; `convas serve` needs no Electron.',
    );
  }
  const { status, stderr } = await run(found.executable, ['-e', '0'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    within: 20_000,
  });
  const missing = /loading shared libraries: ([^:]+)/.exec(stderr)?.[1];
  const detail = found.notice || `Electron ${found.version}, in ${found.folder}`;
  if (status === 0) return check('electron', true, detail, '');
  return check(
    'electron',
    false,
    missing ? `it lacks ${missing}` : `it does not start: ${stderr.trim()}`,
    debianLibraries,
  );
}

export function checkDisplay(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Check {
  if (platform !== 'linux') return check('display', true, `${platform} ${release()}`, '');
  const display = env['WAYLAND_DISPLAY'] || env['DISPLAY'];
  return check(
    'display',
    Boolean(display),
    display ? `display ${display}` : 'there is no display: the window cannot open',
    'Use the browser face (`convas serve`), or a virtual display: xvfb-run npm start.',
  );
}

export async function checkFolder({ name, path }: NamedFolder): Promise<Check> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    return check(`${name} folder`, true, path, '');
  } catch (error) {
    const { message, fix } = asProvisionError(error, path);
    return check(`${name} folder`, false, message, fix);
  }
}

export async function checkSpace(folder: string, wanted = 2e9): Promise<Check> {
  let place = folder;
  while (!existsSync(place) && place !== '/') place = place.replace(/[\\/][^\\/]*$/, '') || '/';
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  return check(
    'disk space',
    free >= wanted,
    `${(free / 1e9).toFixed(1)} GB are free at ${place}`,
    `Free ${(wanted / 1e9).toFixed(0)} GB, or point CONVAS_CACHE at a larger disk.`,
  );
}

/**
 * Every part of what Convas stands on, for `convas doctor`. `folders` are those of the caller that must be writable
 * as well (runs, datasets).
 */
export async function doctorChecks(folders: readonly NamedFolder[] = []): Promise<Check[]> {
  const native = await checkNative();
  const cache = cacheRoot();
  return Promise.all([
    checkNode(),
    native,
    checkPython(!native.ok),
    checkCompiler(!native.ok),
    checkElectron(),
    checkDisplay(),
    ...[{ name: 'cache', path: cache }, ...folders].map(checkFolder),
    checkSpace(cache),
  ]);
}
