// What a packaged Convas is. `package.mjs` adds where Electron lies and what was staged.
const { copyFileSync, renameSync, rmSync } = require('node:fs');
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
  // What is compiled into Electron and cannot be switched on again from outside.
  electronFuses: {
    // Kernels are timed in processes of Electron as Node, each with environment variables of its own.
    runAsNode: true,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // Checked by Electron on macOS and Windows; Linux has no such check.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: [
    { ext: 'convas', name: 'Convas network', mimeType: 'application/x-convas', role: 'Editor' },
    { ext: 'keras', name: 'Keras model', mimeType: 'application/x-keras', role: 'Viewer', rank: 'Alternate' },
    { ext: 'onnx', name: 'ONNX model', mimeType: 'application/x-onnx', role: 'Viewer', rank: 'Alternate' },
  ],
  linux: {
    target: ['AppImage', 'deb', 'tar.gz'],
    executableName: 'convas',
    icon: 'icon.png',
    category: 'Education;Science',
  },
  // Signed where CSC_LINK names a certificate, notarized where APPLE_ID is given.
  win: { target: 'nsis', icon: 'icon.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: [{ target: 'dmg', arch: ['universal'] }],
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
  afterPack({ appOutDir, electronPlatformName }) {
    for (const name of ['manifest.json', 'resources/app'])
      rmSync(join(appOutDir, name), { recursive: true, force: true });
    // The program may be a second name for the cached Electron's bytes (USE_HARD_LINKS), whose fuses stay as they are.
    if (electronPlatformName !== 'linux') return;
    const program = join(appOutDir, 'convas');
    copyFileSync(program, `${program}.own`);
    renameSync(`${program}.own`, program);
  },
};
