import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { message, type Text } from '../text/message.ts';
import { cacheRoot } from './cache.ts';
import { type ElectronInstallation, electronStatus } from './electron.ts';
import { cardsInWords, findCards } from './graphics.ts';
import { nativeStatus } from './native.ts';
import { checkLoads } from './native-binding.ts';
import { operationsPath } from './operations-name.ts';
import { asProvisionError } from './progress.ts';
import { findCompiler, findPython, run } from './run.ts';

type CheckName =
  | 'node'
  | 'native runtime'
  | 'own operations'
  | 'python'
  | 'compiler'
  | 'electron'
  | 'display'
  | 'graphics card'
  | 'disk space'
  | `${NamedFolder['name']} folder`;

/** What a check is called. */
export const checkTitle = (name: CheckName): Text => message(`provision.check-${name}`);

/** One thing that Convas depends on: whether it is in order, what was found, and how to fix it (else ''). */
export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  readonly detail: Text;
  readonly fix: Text;
}

/** A folder that must be writable, with the name that a person knows it by. */
export interface NamedFolder {
  readonly name: 'cache' | 'datasets' | 'runs';
  readonly path: string;
}

const check = (name: CheckName, ok: boolean, detail: Text, fix: Text): Check => ({
  name,
  ok,
  detail,
  fix: ok ? '' : fix,
});

const oldestNode = [20, 19] as const;

export function checkNode(version: string = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return check(
    'node',
    ok,
    `Node ${version}`,
    message('provision.fix-node', { version: oldestNode.join('.') }),
  );
}

async function checkPython(needed: boolean): Promise<Check> {
  const python = await findPython();
  if (!python) {
    const detail = message('provision.no-python');
    if (!needed) return check('python', true, message('provision.not-needed', { what: detail }), '');
    return check('python', false, detail, message('provision.fix-pip-package'));
  }
  const { stdout } = await run(python[0], [...python.slice(1), '-m', 'pip', '--version']);
  return check('python', true, stdout.replace(/ from .* \(/, ' (').trim(), '');
}

async function checkCompiler(needed: boolean): Promise<Check> {
  const compiler = await findCompiler();
  if (!compiler) {
    const detail = message('provision.no-compiler');
    if (!needed) return check('compiler', true, message('provision.not-needed', { what: detail }), '');
    return check('compiler', false, detail, message('provision.fix-compiler-package'));
  }
  const { stdout } = await run(compiler[0], [...compiler.slice(1), '--version']);
  return check('compiler', true, stdout.split('\n')[0]?.trim() ?? compiler[0], '');
}

async function checkNative(): Promise<Check> {
  const name = 'native runtime';
  const fix = message('provision.fix-obtain');
  try {
    const status = await nativeStatus();
    const { state, folder } = status;
    if (state === 'absent') return check(name, false, message('provision.not-obtained'), fix);
    if (state === 'damaged') {
      const damaged = message('provision.native-damaged', { folder });
      return check(name, false, damaged, message('provision.fix-obtain-again'));
    }
    if (state === 'not linked') {
      return check(name, false, message('provision.native-not-linked', { folder }), fix);
    }
    await checkLoads(folder);
    const { version, source } = status;
    return check(name, true, message('provision.native-ready', { version, source, folder }), '');
  } catch (error) {
    const { text, fix: way } = asProvisionError(error, name);
    return check(name, false, text, way);
  }
}

/** They are never required: TensorFlow's own operations do the same, slower. */
async function checkOperations(): Promise<Check> {
  const status = await nativeStatus().catch(() => null);
  const found = status !== null && existsSync(join(status.folder, operationsPath));
  return check('own operations', true, found ? operationsPath : message('provision.no-operations'), '');
}

/** Starts Electron as plain Node: that needs every library it is linked to, but no display. */
async function checkElectron(): Promise<Check> {
  let found: ElectronInstallation | null;
  try {
    found = await electronStatus();
  } catch (error) {
    return check(
      'electron',
      false,
      asProvisionError(error, 'electron').text,
      message('provision.fix-npm-install'),
    );
  }
  if (!found) {
    return check('electron', false, message('provision.not-obtained'), message('provision.fix-electron'));
  }
  const { status, stderr } = await run(found.executable, ['-e', '0'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    within: 20_000,
  });
  const missing = /loading shared libraries: ([^:]+)/.exec(stderr)?.[1];
  const detail = found.notice || message('provision.electron-ready', found);
  if (status === 0) return check('electron', true, detail, '');
  return check(
    'electron',
    false,
    missing
      ? message('provision.electron-lacks', { library: missing })
      : message('provision.electron-fails', { reason: stderr.trim() }),
    message('provision.fix-electron-libraries'),
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
    display ? message('provision.display', { display }) : message('provision.no-display'),
    message('provision.fix-display'),
  );
}

/** A card is no condition: it reports what there is, and what would use it. */
const checkCards = async (): Promise<Check> =>
  check('graphics card', true, cardsInWords(await findCards()), '');

export async function checkFolder({ name, path }: NamedFolder): Promise<Check> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    return check(`${name} folder`, true, path, '');
  } catch (error) {
    const { text, fix } = asProvisionError(error, path);
    return check(`${name} folder`, false, text, fix);
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
    message('provision.space', { free, folder: place }),
    message('provision.fix-so-much-space', { needed: wanted }),
  );
}

/**
 * Everything that Convas depends on, for `convas doctor`. `folders` are those of the caller that must be writable
 * as well (runs, datasets).
 */
export async function doctorChecks(folders: readonly NamedFolder[] = []): Promise<Check[]> {
  const native = await checkNative();
  const cache = cacheRoot();
  return Promise.all([
    checkNode(),
    native,
    checkOperations(),
    checkPython(!native.ok),
    checkCompiler(!native.ok),
    checkElectron(),
    checkDisplay(),
    checkCards(),
    ...[{ name: 'cache', path: cache } as const, ...folders].map(checkFolder),
    checkSpace(cache),
  ]);
}
