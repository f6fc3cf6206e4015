// `npm run package`: an unpacked app under `release/`, made with the Electron and the native runtime of the cache.
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ensureBuilt } from './build.mjs';
import { ensureElectron, ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { stageApp } from './lib/stage.mjs';

const say = (line) => process.stderr.write(`${line}\n`);
const output = process.env.CONVAS_RELEASE ?? inRoot('release');
const staged = `${output}/.staged`;

await ensureNative();
const electron = await ensureElectron();
if (electron.notice) say(electron.notice);
await ensureBuilt(['electron', 'renderer'], say);
await stageApp(staged);
const { build, Platform } = await import('electron-builder');
const config = createRequire(import.meta.url)('./electron-builder.cjs');
try {
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
  console.log(folder);
} finally {
  await rm(staged, { recursive: true, force: true });
}
