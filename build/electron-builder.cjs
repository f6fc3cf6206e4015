// What a packaged Convas is. `package.mjs` adds where Electron lies and what was staged.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'org.convas.Convas',
  productName: 'Convas',
  copyright: 'MIT license',
  directories: { output: 'release', buildResources: 'build/icons' },
  files: ['**/*'],
  asar: true,
  // Found at run time relative to its own package, and the addon's libraries relative to the addon.
  asarUnpack: [
    'node_modules/@tensorflow/tfjs-node/**',
    'node_modules/@napi-rs/**',
    'node_modules/onnxruntime-web/**',
    '**/*.wasm',
  ],
  npmRebuild: false,
  electronLanguages: ['en-US'],
  publish: null,
  fileAssociations: [
    { ext: 'convas', name: 'Convas network', mimeType: 'application/x-convas', role: 'Editor' },
  ],
  linux: { target: 'dir', executableName: 'convas', icon: 'icon.png', category: 'Education;Science' },
  win: { target: 'dir', icon: 'icon.png' },
  mac: {
    target: 'dir',
    icon: 'icon.png',
    category: 'public.app-category.education',
    hardenedRuntime: true,
    extendInfo: {
      NSCameraUsageDescription:
        'Convas takes a picture with the camera when you ask it to, to show it to a network.',
    },
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },
  /** Leftovers of the cached Electron, which is made to run an app from the command line. */
  afterPack({ appOutDir }) {
    for (const name of ['manifest.json', 'resources/app'])
      rmSync(join(appOutDir, name), { recursive: true, force: true });
  },
};
