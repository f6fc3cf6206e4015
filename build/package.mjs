// `npm run package [-- deb] [-- tar.gz] [-- installers] [-- --without-runtime]`: an unpacked app under `release/`, made with the
// Electron of the cache. `deb` adds a Debian package, made with Debian's own tools, `tar.gz` an archive; `installers` what
// electron-builder's configuration names for this system, with tools that it downloads. The app has native
// TensorFlow in it, 600 MB, and needs nothing of the network (`--with-runtime`, which needs not be given); with
// `--without-runtime` it has the addon alone, offers to download TensorFlow's libraries on its first start, and trains on
// WebAssembly until then.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, printBuilt } from './build.mjs';
import { makeDeb } from './lib/deb.mjs';
import { orEnd } from './lib/end.mjs';
import { print } from './lib/printable.mjs';
import { ensureElectron, ensureNative, provisioning } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { stageApp } from './lib/stage.mjs';
import { makeTarGz } from './lib/tar-gz.mjs';
import { signFeeds, updateSource } from './lib/update-feed.mjs';

const output = process.env.CONVAS_RELEASE ?? inRoot('release');
const asked = process.argv.slice(2);
const staged = `${output}/.staged`;

/** The fuses that a release of Electron has. */
function fusesOf({ version }, { grantFileProtocolExtraPrivileges, ...fuses }) {
  return Number.parseInt(version, 10) < 29 ? fuses : { ...fuses, grantFileProtocolExtraPrivileges };
}

/** @returns {Promise<string>} the folder of the app */
async function pack(electron, updates) {
  const { build, Platform } = await import('electron-builder');
  const config = createRequire(import.meta.url)('./electron-builder.cjs');
  let folder = '';
  await build({
    projectDir: inRoot(),
    targets: asked.includes('installers')
      ? Platform.current().createTarget()
      : Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...config,
      publish: updates && { provider: 'generic', url: updates.url },
      directories: { ...config.directories, app: staged, output },
      electronDist: electron.folder,
      electronVersion: electron.version,
      electronFuses: fusesOf(electron, config.electronFuses),
      afterPack: async (context) => {
        config.afterPack(context);
        folder = context.appOutDir;
        // Where downloads of electron-updater are kept until they are installed.
        if (updates)
          await writeFile(
            join(context.packager.getResourcesDir(folder), 'app-update.yml'),
            'updaterCacheDirName: convas-updater\n',
          );
      },
    },
  });
  return folder;
}

await orEnd(async () => {
  const known = ['deb', 'tar.gz', 'installers', '--with-runtime', '--without-runtime'];
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const runtime = !asked.includes('--without-runtime');
  const { electronRelease, isSupported, nativeStatus } = await provisioning();
  if (!isSupported(electronRelease, new Date()))
    throw new Error(
      `Electron ${electronRelease.version} has had no security fixes since ${electronRelease.supportedUntil}: pin a later one in src/provision/electron-release.ts`,
    );
  const noNative = await ensureNative();
  const native = await nativeStatus();
  if (!runtime && noNative !== '')
    print('the package cannot offer native TensorFlow: its addon could not be compiled');
  const electron = await ensureElectron();
  if (electron.notice) print(electron.notice);
  await ensureBuilt(['electron', 'renderer'], printBuilt);
  const updates = await updateSource();
  await stageApp(staged, { runtime, prebuilt: native.state === 'ready' ? native : null });
  if (updates) {
    const { url, publicKey } = updates;
    await writeFile(join(staged, 'updates.json'), JSON.stringify({ url, publicKey }));
  }
  try {
    const app = await pack(electron, updates);
    if (updates) await signFeeds(output, updates.key);
    if (asked.includes('deb') || asked.includes('tar.gz')) {
      const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
      if (asked.includes('tar.gz')) console.log(await makeTarGz(app, output, { version }));
      if (asked.includes('deb')) console.log(await makeDeb(app, output, { version }));
    }
    console.log(app);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
});
