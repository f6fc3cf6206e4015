import { spawnSync } from 'node:child_process';
import { otherBackend, provisioning } from './provision.mjs';
import { chromium, missingForWindow } from './system.mjs';

/**
 * What some tests need beyond Node, by the tag that they carry: `@module-tag native` in a file, or `{ tags: ['native'] }`
 * on a suite or a test. Where it cannot be obtained they are skipped, and counted with the reason; all others run.
 */
export const testTags = {
  native: 'compares with native TensorFlow, or tests what only native TensorFlow has',
  electron: 'opens the Electron window',
  browser: 'opens the page in Chromium',
  torch: 'trains in PyTorch',
  optuna: 'asks Optuna what to try next',
  netns: 'puts an engine into another network namespace',
  debian: 'makes a Debian package',
  mounts: 'mounts disks that are full, slow or read-only',
};

/** @typedef {keyof typeof testTags} TestTag */

async function missingNative({ nativeStatus }) {
  if (otherBackend()) return `CONVAS_BACKEND asks for ${otherBackend()}`;
  const { state } = await nativeStatus();
  // One that is there but not linked is not missing: tests then fail, and say so.
  if (state === 'absent') return 'native TensorFlow has not been obtained. Run: npm test';
  return state === 'damaged' ? 'native TensorFlow is damaged in the cache. Run: npm test' : '';
}

async function missingElectron({ electronStatus }) {
  if (!(await electronStatus())) return 'Electron has not been obtained. Run: npm test';
  return missingForWindow();
}

/** Why Python cannot import modules, and what to do; empty where it can. */
function missingModules(...modules) {
  const python = process.env.CONVAS_PYTHON || 'python3';
  const find = 'import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, sys.argv[1:])))';
  const { status } = spawnSync(python, ['-c', find, ...modules], { stdio: 'ignore' });
  if (status === 0) return '';
  const names = modules.join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return `${python} has no ${names}. Install ${modules.length > 1 ? 'them' : 'it'} with pip, or name another Python in CONVAS_PYTHON`;
}

function missingNamespaces() {
  const name = `convas-probe-${process.pid}`;
  const { status } = spawnSync('ip', ['netns', 'add', name], { stdio: 'ignore' });
  if (status === 0) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  return status === 0
    ? ''
    : 'this user cannot make network namespaces (ip netns add): it takes Linux, iproute2 and root';
}

function missingMounts() {
  const missing = 'this user cannot mount disks: it takes Linux, root, and mkfs.ext4 and fsfreeze';
  const tools = [
    ['mkfs.ext4', '-V'],
    ['fsfreeze', '--version'],
    ['unshare', '--mount', 'true'],
  ];
  return tools.every(([program, ...args]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0)
    ? ''
    : missing;
}

/**
 * Why tests of a tag cannot run on this machine, and what to do; empty where they can. Obtains nothing.
 * @returns {Promise<Record<TestTag, string>>}
 */
export async function missingForTests() {
  const provision = await provisioning();
  return {
    native: await missingNative(provision),
    electron: await missingElectron(provision),
    browser: chromium()
      ? ''
      : 'there is no Chromium. Run: apt-get install -y chromium (or name one in CONVAS_CHROMIUM)',
    torch: missingModules('torch', 'numpy', 'safetensors'),
    optuna: missingModules('optuna'),
    netns: missingNamespaces(),
    mounts: missingMounts(),
    debian:
      spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0
        ? ''
        : 'there is no dpkg-deb, with which Debian packages are made. Run: apt-get install -y dpkg',
  };
}

/**
 * One line for each reason to skip, with the number of tests, and one for each other test that was skipped.
 * @param {readonly { name: string, tags: readonly string[] }[]} skipped
 * @param {Record<string, string>} missing why tests of a tag cannot run, by tag
 * @returns {string[]}
 */
export function reportSkipped(skipped, missing) {
  const reasonOf = ({ tags }) => Object.keys(missing).find((tag) => missing[tag] && tags.includes(tag));
  const counts = new Map();
  const others = [];
  for (const test of skipped) {
    const tag = reasonOf(test);
    if (tag) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    else others.push(`skipped: ${test.name}`);
  }
  const lines = [...counts].map(
    ([tag, count]) => `skipped: ${count} ${count === 1 ? 'test' : 'tests'} (${tag}): ${missing[tag]}`,
  );
  return [...lines, ...others];
}
