import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { inRoot, root } from './root.mjs';

/** Folders whose sources are bundled into what ships. */
const sources = ['src', 'templates', 'renderer', 'electron', 'web'];
const source = /(?<!\.test)\.(tsx?|mjs|css)$/;
const imports = /(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+)['"]([^'"./][^'"]*)['"]/g;

const packageOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** Names of the packages that the sources import, types aside. */
function importedPackages(locked) {
  const files = sources.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => source.test(name) && !name.includes('node_modules'))
      .map((name) => inRoot(folder, name)),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(imports)].map(([, name]) => packageOf(name)),
  );
  return [...new Set(names)].filter(
    (name) => locked[`node_modules/${name}`] && !builtinModules.includes(name),
  );
}

/** Electron ships as a program of its own, with its own notices beside it; the others only build and test. */
const notBundled = new Set(['electron', 'vite', '@vitejs/plugin-react', '@testing-library/react']);

/** The entry of the lockfile that a package at `from` gets for a name: nested ones first, as Node looks. */
function entryFor(locked, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (locked[path]) return path;
    if (folder === '') return null;
  }
}

/**
 * Every package of which something ships: those that the app needs at run time, those that its bundles are made of,
 * and what these depend on.
 * @returns {{name: string, version: string, license: string, integrity: string, path: string}[]} by name, then version
 */
export function shippedPackages() {
  const { packages: locked } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const direct = [...Object.keys(locked[''].dependencies), ...importedPackages(locked)];
  const waiting = direct.filter((name) => !notBundled.has(name)).map((name) => `node_modules/${name}`);
  const found = new Map();
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (found.has(path)) continue;
    const entry = locked[path];
    found.set(path, entry);
    const needs = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const name of Object.keys(needs)) {
      const next = entryFor(locked, path, name);
      if (next) waiting.push(next);
    }
  }
  return [...found]
    .map(([path, { version, license, integrity = '' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, license: license ?? statedLicense(path), integrity, path };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

/** What a package's own manifest says, where the lockfile does not. */
function statedLicense(path) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const stated = license ?? licenses?.[0] ?? '';
    return typeof stated === 'string' ? stated : (stated.type ?? '');
  } catch {
    return '';
  }
}

/** The text that a package asks to be passed on; empty where it has no file of it, or is of another platform. */
function licenseText(path) {
  try {
    const folder = join(root, path);
    const names = readdirSync(folder).filter((name) => /^(licen[sc]e|copying|notice)/i.test(name));
    return names
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').trim())
      .join('\n\n');
  } catch {
    return '';
  }
}

/** What is not a package of npm's. */
const others = `Electron, Chromium and Node.js: MIT and others; their notices are in LICENSE.electron.txt and
LICENSES.chromium.html beside the program.
TensorFlow (the native library): Apache-2.0, https://github.com/tensorflow/tensorflow
Liberation Sans (outlines of letters in PNG figures): SIL Open Font License 1.1
MNIST (mnist-10k): Yann LeCun, Corinna Cortes and Christopher J. C. Burges, CC BY-SA 3.0`;

/** One text with the licenses of everything that ships. Equal texts stand once, after all packages that have them. */
export function licensesText(packages = shippedPackages()) {
  const byText = new Map();
  for (const each of packages) {
    const text = licenseText(each.path) || `(${each.license}; the package has no file with its text)`;
    byText.set(text, [...(byText.get(text) ?? []), `${each.name} ${each.version} (${each.license})`]);
  }
  const line = '-'.repeat(80);
  const own = readFileSync(inRoot('LICENSE'), 'utf8').trim();
  const parts = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return `${[`Convas\n\n${own}`, others, ...parts].join(`\n\n${line}\n\n`)}\n`;
}
