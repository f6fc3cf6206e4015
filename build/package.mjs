// `npm run package`: an unpacked app under `release/`, made with the Electron and the native runtime of the cache.
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ensureBuilt, sayBuilt } from './build.mjs';
import { orEnd } from './lib/end.mjs';
import { say } from './lib/printable.mjs';
import { ensureElectron, ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { stageApp } from './lib/stage.mjs';

const output = process.env.CONVAS_RELEASE ?? inRoot('release');
const staged = `${output}/.staged`;

/** @returns {Promise<string>} the folder of the app */
async function pack(electron) {
  const { build, Platform } = await import('electron-builder');
  const config = createRequire(import.meta.url)('./electron-builder.cjs');
  let folder = '';
  await build({
    projectDir: inRoot(),
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...config,
      directories: { ...config.directories, app: staged, output },
      electronDist: electron.folder,
      electronVersion: electron.version,
      afterPack: (context) => {
        config.afterPack(context);
        folder = context.appOutDir;
      },
    },
  });
  return folder;
}

await orEnd(async () => {
  await ensureNative();
  const electron = await ensureElectron();
  if (electron.notice) say(electron.notice);
  await ensureBuilt(['electron', 'renderer'], sayBuilt);
  await stageApp(staged);
  try {
    console.log(await pack(electron));
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
});
