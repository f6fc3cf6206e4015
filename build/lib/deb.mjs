import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { inRoot } from './root.mjs';

/** Libraries that Chromium is linked against, as Debian 12 and Ubuntu 24.04 call them. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
  'xdg-utils',
];

const architectures = { x64: 'amd64', arm64: 'arm64' };

const desktop = `[Desktop Entry]
Type=Application
Name=Convas
Comment=Draw, train and understand convolutional networks
Comment[pt_BR]=Desenhe, treine e entenda redes convolucionais
Exec=/opt/Convas/convas %F
Icon=convas
Terminal=false
StartupWMClass=Convas
MimeType=application/x-convas;application/x-keras;application/x-onnx;
Categories=Education;Science;
`;

const mime = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-convas">
    <comment>Convas network</comment>
    <comment xml:lang="pt_BR">Rede do Convas</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.convas"/>
  </mime-type>
  <mime-type type="application/x-keras">
    <comment>Keras model</comment>
    <comment xml:lang="pt_BR">Modelo do Keras</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.keras"/>
  </mime-type>
  <mime-type type="application/x-onnx">
    <comment>ONNX model</comment>
    <comment xml:lang="pt_BR">Modelo ONNX</comment>
    <glob pattern="*.onnx"/>
  </mime-type>
</mime-info>
`;

const refresh = `for tool in "update-desktop-database -q /usr/share/applications" "update-mime-database /usr/share/mime"; do
  if command -v \${tool%% *} >/dev/null; then $tool || true; fi
done
`;

const postinst = `#!/bin/sh
set -e
# Chromium's sandbox for kernels without namespaces for everybody.
chown root:root /opt/Convas/chrome-sandbox
chmod 4755 /opt/Convas/chrome-sandbox
${refresh}`;

const postrm = `#!/bin/sh
set -e
${refresh}`;

async function digest(path) {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The files of a package in an order that is always the same. */
async function filesIn(tree) {
  const names = (await readdir(tree, { recursive: true })).sort();
  const found = await Promise.all(names.map(async (name) => ({ name, stat: await lstat(join(tree, name)) })));
  return found.filter(({ stat }) => stat.isFile());
}

/** The same files under other names where the disk allows it: the native runtime is 600 MB. */
async function linkTree(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

async function put(path, text, mode = 0o644) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode });
}

/**
 * Makes a Debian package of an unpacked app with `dpkg-deb`. Two packages of the same files differ in no byte.
 * @param {string} app the folder of the unpacked app, as electron-builder leaves it
 * @param {string} output the folder that the package goes into
 * @param {{version: string, compression?: 'xz' | 'none', time?: number}} options `time`: of all files, in seconds
 * @returns {Promise<string>} the package's path
 */
export async function makeDeb(app, output, { version, compression = 'xz', time = 1_704_067_200 }) {
  const architecture = architectures[process.arch];
  if (process.platform !== 'linux' || !architecture)
    throw new Error(
      `A Debian package is made on Linux, on x64 or arm64; this is ${process.platform}-${process.arch}.`,
    );
  const tree = join(output, '.deb');
  await rm(tree, { recursive: true, force: true });
  try {
    await linkTree(app, join(tree, 'opt', 'Convas'));
    await mkdir(join(tree, 'usr', 'bin'), { recursive: true });
    await symlink('/opt/Convas/convas', join(tree, 'usr', 'bin', 'convas'));
    const share = join(tree, 'usr', 'share');
    await put(join(share, 'applications', 'convas.desktop'), desktop);
    await put(join(share, 'mime', 'packages', 'convas.xml'), mime);
    const icon = join(share, 'icons', 'hicolor', '512x512', 'apps', 'convas.png');
    await mkdir(dirname(icon), { recursive: true });
    await copyFile(inRoot('build', 'icons', 'icon.png'), icon);
    const files = await filesIn(tree);
    const size = files.reduce((sum, { stat }) => sum + Math.ceil(stat.size / 1024), 0);
    const sums = [];
    for (const { name } of files) sums.push(`${await digest(join(tree, name))}  ${name}`);
    const control = [
      'Package: convas',
      `Version: ${version}`,
      `Architecture: ${architecture}`,
      'Maintainer: The Convas authors <convas@localhost>',
      `Installed-Size: ${size}`,
      `Depends: ${depends.join(', ')}`,
      'Section: science',
      'Priority: optional',
      'Description: Draw, train and understand convolutional networks',
      ' A person draws a network as a graph of layers, trains it on native TensorFlow, looks inside',
      ' it while it learns, and takes the trained model away.',
    ];
    await put(join(tree, 'DEBIAN', 'control'), `${control.join('\n')}\n`);
    await put(join(tree, 'DEBIAN', 'md5sums'), `${sums.join('\n')}\n`);
    await put(join(tree, 'DEBIAN', 'postinst'), postinst, 0o755);
    await put(join(tree, 'DEBIAN', 'postrm'), postrm, 0o755);
    const path = join(output, `convas_${version}_${architecture}.deb`);
    await promisify(execFile)('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, path], {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(time) },
    });
    return path;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}
