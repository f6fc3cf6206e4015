import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where the packages that are made look for updates: `CONVAS_UPDATE_URL`, a folder on a server, and `CONVAS_UPDATE_KEY`,
 * a file with the Ed25519 private key in PEM that signs its feed (`openssl genpkey -algorithm ed25519`).
 * @returns {Promise<{url: string, publicKey: string, key: import('node:crypto').KeyObject} | null>} null: they do not look
 */
export async function updateSource({ CONVAS_UPDATE_URL: url, CONVAS_UPDATE_KEY: file } = process.env) {
  if (!url && !file) return null;
  if (!url || !file)
    throw new Error('CONVAS_UPDATE_URL and CONVAS_UPDATE_KEY are given together or not at all');
  const key = createPrivateKey(await readFile(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no Ed25519 key`);
  return { url, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }), key };
}

/** Signs every feed of a folder (`latest-linux.yml`), as electron-builder wrote it: `latest-linux.yml.sig`. */
export async function signFeeds(folder, key) {
  const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name));
  for (const name of names) {
    const signature = sign(null, await readFile(join(folder, name)), key);
    await writeFile(join(folder, `${name}.sig`), signature.toString('base64'));
  }
  return names;
}
