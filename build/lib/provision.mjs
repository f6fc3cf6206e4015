import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../build.mjs';
import { progressBar } from './bar.mjs';
import { printable, say } from './printable.mjs';
import { dist } from './root.mjs';

/** @returns {Promise<typeof import('../../src/provision/index.ts')>} */
export async function provisioning() {
  await ensureBuilt(['provision']);
  return import(pathToFileURL(join(dist, 'provision', 'index.mjs')).href);
}

/** The backend that the environment asks for where that is not native TensorFlow; else empty. */
export const otherBackend = () => {
  const named = process.env.CONVAS_BACKEND ?? '';
  return named === 'native' ? '' : named;
};

/**
 * Obtains and links the native runtime, drawing how far it is; says aloud where WebAssembly has to do.
 * @returns {Promise<string>} why there is none and what to do, on one line; empty where there is
 */
export async function ensureNative(options = {}) {
  const { nativeStatus, provisionNative } = await provisioning();
  if ((await nativeStatus()).state === 'ready') return '';
  const bar = progressBar();
  const result = await provisionNative({ onProgress: bar.onProgress, ...options });
  bar.end();
  if (result.backend === 'native') {
    say(`native TensorFlow ${result.version} is ready (${result.source})`);
    return '';
  }
  const reason = printable(`${result.reason}. ${result.fix}`);
  say(`training will use WebAssembly, slower than native TensorFlow: ${reason}`);
  return reason;
}

/** Obtains Electron, drawing how far it is. Throws ProvisionError where it cannot be had. */
export async function ensureElectron() {
  const { provisionElectron } = await provisioning();
  const bar = progressBar();
  try {
    return await provisionElectron({ onProgress: bar.onProgress });
  } finally {
    bar.end();
  }
}
