import type * as h5wasm from 'h5wasm';
import type { Shape } from '../../layers/shape.ts';
import { sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';

/** HDF5's own library as WebAssembly. Its file system is its memory: it cannot reach a file of this machine. */
let library: Promise<typeof h5wasm> | null = null;

/** @returns the library, ready to be used */
export async function loadHdf5(): Promise<typeof h5wasm> {
  library ??= import('h5wasm').then(async (loaded) => {
    const module = await loaded.ready;
    // What goes wrong is thrown, not printed.
    module.activate_throwing_error_handler();
    return loaded;
  });
  return library;
}

/** Numbers of a file, not read yet. */
export interface StoredNumbers {
  readonly shape: Shape;
  /** As HDF5 calls it: `<f`. */
  readonly type: string;
  /** Null where they are no floating-point numbers of 32 or 64 bits. */
  read(): Float32Array | null;
}

/** An HDF5 file, open for reading. Links are not followed. */
export interface Hdf5File {
  /** The names in a group, in the file's order; empty where there is no such group. */
  names(path: string): readonly string[];
  /** An attribute as a text; null where there is none. */
  text(path: string, attribute: string): string | null;
  /** An attribute as a list of texts; null where there is none. Long lists may be in parts: `names0`, `names1`. */
  texts(path: string, attribute: string): readonly string[] | null;
  /** @throws TextError for a link; null where there is nothing, or a group */
  numbers(path: string): StoredNumbers | null;
}

/** What stands under a name. */
type Found =
  | { readonly type: 'Group' | 'Dataset' | 'Datatype' }
  | { readonly type: 'ExternalLink'; readonly filename: string }
  | { readonly type: 'BrokenSoftLink'; readonly target: string };

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '');

const floats: ReadonlySet<string> = new Set(['<f', '>f', '<d', '>d']);

function readerOf(root: h5wasm.File, file: string): Hdf5File {
  /** Goes by what each group lists: the library complains of names that are not there. */
  const find = (path: string): h5wasm.Group | h5wasm.Dataset | null => {
    let here: h5wasm.Group | h5wasm.Dataset = root;
    for (const [depth, part] of parts(path).entries()) {
      if (here.type !== 'Group') return null;
      const group = here as h5wasm.Group;
      if (!group.keys().includes(part)) return null;
      const found = group.get(part) as Found | null;
      if (found?.type === 'ExternalLink' || found?.type === 'BrokenSoftLink') {
        const to = found.type === 'ExternalLink' ? found.filename : found.target;
        const at = parts(path).slice(0, depth + 1);
        throw new TextError(message('import.weight-linked', { file, path: at.join('/'), to }));
      }
      if (found?.type !== 'Group' && found?.type !== 'Dataset') return null;
      here = found as unknown as h5wasm.Group | h5wasm.Dataset;
    }
    return here;
  };
  const attribute = (path: string, name: string): unknown => {
    const found = find(path);
    return found && Object.hasOwn(found.attrs, name) ? found.attrs[name]!.value : null;
  };
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  return {
    names(path) {
      const found = find(path);
      return found?.type === 'Group' ? (found as h5wasm.Group).keys() : [];
    },
    text(path, name) {
      const value = attribute(path, name);
      return typeof value === 'string' ? value : null;
    },
    texts(path, name) {
      const whole = attribute(path, name);
      if (whole !== null) return list(whole);
      const found: string[] = [];
      for (let part = 0; ; part++) {
        const value = attribute(path, `${name}${part}`);
        if (value === null) return part === 0 ? null : found;
        found.push(...list(value));
      }
    },
    numbers(path) {
      const found = find(path);
      if (found?.type !== 'Dataset') return null;
      const dataset = found as h5wasm.Dataset;
      const shape = dataset.shape ?? [];
      const type = String(dataset.dtype);
      return {
        shape,
        type,
        read() {
          if (!floats.has(type)) return null;
          const { value } = dataset;
          if (typeof value === 'number') return Float32Array.of(value);
          if (value instanceof Float32Array) return value;
          return value instanceof Float64Array && value.length === sizeOf(shape)
            ? Float32Array.from(value)
            : null;
        },
      };
    },
  };
}

let opened = 0;

/**
 * Does some work with an HDF5 file in memory.
 * @param file its name, for errors
 * @throws TextError for bytes that are no complete file, and what the work throws
 */
export async function withHdf5<T>(
  bytes: Uint8Array,
  file: string,
  work: (reader: Hdf5File) => T | Promise<T>,
): Promise<T> {
  const hdf5 = await loadHdf5();
  const files = (await hdf5.ready).FS;
  const path = `read-${++opened}.h5`;
  files.writeFile(path, bytes);
  let root: h5wasm.File | null = null;
  try {
    root = open(hdf5, path);
    if (!root) throw new TextError(message('import.not-hdf5', { file }));
    return await work(readerOf(root, file));
  } catch (error) {
    // The library's own errors, for bytes that are damaged inside.
    if (error instanceof TextError) throw error;
    throw new TextError(message('import.not-hdf5', { file }), { cause: error });
  } finally {
    root?.close();
    files.unlink(path);
  }
}

/** Null for bytes that are no complete file. */
function open(hdf5: typeof h5wasm, path: string): h5wasm.File | null {
  try {
    const root = new hdf5.File(path, 'r');
    return root.file_id > 0n ? root : null;
  } catch {
    return null;
  }
}
