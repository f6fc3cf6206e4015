import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { inRoot } from './root.mjs';

const run = promisify(execFile);

/** What two builds of one commit may differ in, and why: nothing so far. */
export const mayDiffer = [];

/** A folder's entries by path, each as a digest of what it holds, or where it links to, with whether it runs. */
export async function digests(folder, prefix = '', found = new Map()) {
  for (const name of (await readdir(join(folder, prefix))).sort()) {
    const path = join(prefix, name);
    const stat = await lstat(join(folder, path));
    if (stat.isDirectory()) await digests(folder, path, found);
    else if (stat.isSymbolicLink()) found.set(path, `-> ${await readlink(join(folder, path))}`);
    else {
      const hash = createHash('sha256');
      await pipeline(createReadStream(join(folder, path)), hash);
      found.set(path, `${hash.digest('hex')} ${stat.mode & 0o111 ? 'runs' : ''}`);
    }
  }
  return found;
}

/** The files of an asar archive by path, each with its bytes' digest: its header is JSON behind four numbers. */
async function archived(path) {
  const bytes = await readFile(path);
  const begin = 8 + bytes.readUInt32LE(4);
  const { files } = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString());
  const found = new Map();
  const walk = (entries, prefix) => {
    for (const [name, entry] of Object.entries(entries)) {
      if (entry.files) walk(entry.files, `${prefix}${name}/`);
      else if (entry.offset === undefined) found.set(prefix + name, 'unpacked');
      else {
        const at = begin + Number(entry.offset);
        const hash = createHash('sha256').update(bytes.subarray(at, at + entry.size));
        found.set(prefix + name, hash.digest('hex'));
      }
    }
  };
  walk(files, '');
  return found;
}

/** The names that are in one only, or hold something else in the other. */
export const differing = (one, other) =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).sort();

/** What two unpacked apps differ in; of archives, what is in them. */
export async function differences(one, other) {
  const names = differing(await digests(one), await digests(other));
  const inside = await Promise.all(
    names.map(async (name) => {
      if (!name.endsWith('.asar')) return [name];
      const files = differing(await archived(join(one, name)), await archived(join(other, name)));
      return files.length === 0 ? [`${name} (order)`] : files.map((file) => `${name}/${file}`);
    }),
  );
  return inside.flat();
}

/** Builds the commit in a checkout of its own, from nothing, and makes the packages. */
async function buildIn(folder, commit) {
  const checkout = join(folder, 'checkout');
  await run('git', ['worktree', 'add', '--detach', checkout, commit], { cwd: inRoot() });
  // Second names of the same files.
  await run('cp', ['-al', inRoot('node_modules'), join(checkout, 'node_modules')]);
  const release = join(folder, 'release');
  const { stdout } = await run(process.execPath, ['build/package.mjs', 'deb', 'tar.gz'], {
    cwd: checkout,
    maxBuffer: 2 ** 26,
    env: { ...process.env, CONVAS_RELEASE: release, USE_HARD_LINKS: 'true' },
  });
  const [archive, deb, app] = stdout.trim().split('\n').slice(-3);
  return { checkout, packages: { 'the archive': archive, 'the Debian package': deb }, app };
}

const sha256 = async (path) => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Builds the checked-out commit twice, in folders of different names, and compares the apps and their packages. */
export async function compareBuilds() {
  const { stdout } = await run('git', ['rev-parse', 'HEAD'], { cwd: inRoot() });
  const commit = stdout.trim();
  const folders = await Promise.all(
    ['convas-one-', 'convas-another-'].map((name) => mkdtemp(join(tmpdir(), name))),
  );
  const built = [];
  try {
    for (const folder of folders) built.push(await buildIn(folder, commit));
    const [one, other] = built;
    const differ = await differences(one.app, other.app);
    for (const [name, path] of Object.entries(one.packages))
      if ((await sha256(path)) !== (await sha256(other.packages[name]))) differ.push(name);
    const files = (await digests(one.app)).size;
    const unlisted = differ.filter((name) => !mayDiffer.some(({ file }) => file === name));
    return { commit: commit.slice(0, 12), files, differ, unlisted };
  } finally {
    for (const { checkout } of built)
      await run('git', ['worktree', 'remove', '--force', checkout], { cwd: inRoot() });
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}
