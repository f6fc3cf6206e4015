import type { LibraryKernels } from '../../protocol/kernels.ts';

/** What TensorFlow reads from the environment, once, as its library is loaded. */
export const variables = {
  oneDnn: 'TF_ENABLE_ONEDNN_OPTS',
  intraOpThreads: 'TF_NUM_INTRAOP_THREADS',
  interOpThreads: 'TF_NUM_INTEROP_THREADS',
} as const satisfies Record<keyof LibraryKernels, string>;

/** The variables that load the library with these kernels. */
export const environmentOf = (kernels: LibraryKernels): Record<string, string> => ({
  [variables.oneDnn]: kernels.oneDnn ? '1' : '0',
  [variables.intraOpThreads]: String(kernels.intraOpThreads),
  [variables.interOpThreads]: String(kernels.interOpThreads),
});

export const libraryOf = ({ oneDnn, intraOpThreads, interOpThreads }: LibraryKernels): LibraryKernels => ({
  oneDnn,
  intraOpThreads,
  interOpThreads,
});

export const sameLibrary = (one: LibraryKernels, other: LibraryKernels): boolean =>
  JSON.stringify(libraryOf(one)) === JSON.stringify(libraryOf(other));

/** As TensorFlow reads a boolean. */
const isOn = (text: string): boolean => ['1', 'true'].includes(text.trim().toLowerCase());

const threadsIn = (text: string | undefined): number | null => {
  const count = Number(text);
  return text !== undefined && Number.isInteger(count) && count > 0 ? count : null;
};

let loaded: LibraryKernels | null = null;
/** The environment as this process was given it, kept from when it is changed for the library. */
let initialEnvironment: NodeJS.ProcessEnv | null = null;

/** Kernels with what the environment says otherwise: a variable that someone set is obeyed. */
export function withEnvironment<K extends LibraryKernels>(
  kernels: K,
  env = initialEnvironment ?? process.env,
): K {
  const oneDnn = env[variables.oneDnn];
  return {
    ...kernels,
    ...(oneDnn && { oneDnn: isOn(oneDnn) }),
    intraOpThreads: threadsIn(env[variables.intraOpThreads]) ?? kernels.intraOpThreads,
    interOpThreads: threadsIn(env[variables.interOpThreads]) ?? kernels.interOpThreads,
  };
}

/**
 * Sets the environment for the library, which is about to be loaded; has no effect where it is.
 * @returns what the library is loaded with
 */
export function prepareLibrary(wanted: LibraryKernels): LibraryKernels {
  if (loaded) return loaded;
  initialEnvironment = { ...process.env };
  loaded = libraryOf(withEnvironment(wanted));
  Object.assign(process.env, environmentOf(loaded));
  return loaded;
}
