import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../build.mjs';
import { progressBar } from './bar.mjs';
import { print, printable } from './printable.mjs';
import { dist } from './root.mjs';

/** @returns {Promise<typeof import('../../src/provision/index.ts')>} */
export async function provisioning() {
  await ensureBuilt(['provision']);
  const provision = await import(pathToFileURL(join(dist, 'provision', 'index.mjs')).href);
  provision.setLanguage(provision.languageOfCommand(process.argv.slice(2), process.env));
  return provision;
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
  const provision = await provisioning();
  const { ensureOperations, nativeStatus, provisionNative, sentence, text } = provision;
  const status = await nativeStatus();
  if (status.state === 'ready') {
    // A runtime from before there were any; TensorFlow's own are used where they do not compile.
    await ensureOperations(status.folder).catch(() => {});
    return '';
  }
  const bar = progressBar(provision);
  const result = await provisionNative({ onProgress: bar.onProgress, ...options });
  bar.end();
  if (result.backend === 'native') {
    print(text.launch.nativeReady(result));
    return '';
  }
  const reason = printable(`${sentence(result.reason)}. ${sentence(result.fix)}`);
  print(text.launch.wasmInstead({ reason }));
  return reason;
}

/** Obtains Electron, drawing how far it is. Throws ProvisionError where it cannot be obtained. */
export async function ensureElectron() {
  const provision = await provisioning();
  const { provisionElectron, sentence } = provision;
  const bar = progressBar(provision);
  try {
    const electron = await provisionElectron({ onProgress: bar.onProgress });
    return { ...electron, notice: sentence(electron.notice) };
  } finally {
    bar.end();
  }
}
