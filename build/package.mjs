// `npm run package [-- deb] [-- installers]`: an unpacked app under `release/`, made with the Electron and the native
// runtime of the cache. `deb` adds a Debian package, made with Debian's own tools; `installers` what electron-builder's
// configuration names for this system, with tools that it downloads.
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ensureBuilt, sayBuilt } from './build.mjs';
import { makeDeb } from './lib/deb.mjs';
import { orEnd } from './lib/end.mjs';
import { say } from './lib/printable.mjs';
import { ensureElectron, ensureNative, provisioning } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { stageApp } from './lib/stage.mjs';

const output = process.env.CONVAS_RELEASE ?? inRoot('release');
const asked = process.argv.slice(2);
const staged = `${output}/.staged`;

/** The fuses that a release of Electron has. */
function fusesOf({ version }, { grantFileProtocolExtraPrivileges, ...fuses }) {
  return Number.parseInt(version, 10) < 29 ? fuses : { ...fuses, grantFileProtocolExtraPrivileges };
}

/** @returns {Promise<string>} the folder of the app */
async function pack(electron) {
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
      directories: { ...config.directories, app: staged, output },
      electronDist: electron.folder,
      electronVersion: electron.version,
      electronFuses: fusesOf(electron, config.electronFuses),
      afterPack: (context) => {
        config.afterPack(context);
        folder = context.appOutDir;
      },
    },
  });
  return folder;
}

await orEnd(async () => {
  const unknown = asked.filter((name) => name !== 'deb' && name !== 'installers');
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are deb and installers`);
  const { electronRelease, isSupported } = await provisioning();
  if (!isSupported(electronRelease, new Date()))
    throw new Error(
      `Electron ${electronRelease.version} has had no security fixes since ${electronRelease.supportedUntil}: pin a later one in src/provision/electron-release.ts`,
    );
  await ensureNative();
  const electron = await ensureElectron();
  if (electron.notice) say(electron.notice);
  await ensureBuilt(['electron', 'renderer'], sayBuilt);
  await stageApp(staged);
  try {
    const app = await pack(electron);
    if (asked.includes('deb')) {
      const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
      console.log(await makeDeb(app, output, { version }));
    }
    console.log(app);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
});
