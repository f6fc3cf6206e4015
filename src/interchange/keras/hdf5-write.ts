import type { Shape } from '../../layers/shape.ts';
import { bytesOf } from '../bytes.ts';
import { loadHdf5 } from './hdf5.ts';
import { SparseFile } from './sparse-file.ts';

/** An HDF5 file that is being written, in memory. */
export interface Hdf5Writer {
  /** Makes a group, with those above it; one that is there stays. */
  group(path: string): void;
  /** A text, or several, beside a group; an empty path is the file itself. */
  attribute(path: string, name: string, value: string | readonly string[]): void;
  /** Float32 numbers at a path, whose groups are made. */
  numbers(path: string, shape: Shape, values: Float32Array): void;
}

/** Bytes of one piece of a file. */
const pieceBytes = 16 * 1024 * 1024;

/** HDF5 keeps no more than 64 KiB in a list of texts: longer ones go in parts, as Keras writes them. */
const maxNames = 1000;

let written = 0;

/** What an open file of Emscripten's file system has. */
interface OpenFile {
  readonly node: { usedBytes: number };
  readonly path?: string;
  stream_ops: {
    read(of: OpenFile, into: Uint8Array, offset: number, length: number, position: number): number;
    write(of: OpenFile, from: Uint8Array, offset: number, length: number, position: number): number;
  };
}

/** Lets an open file of the library's own file system be kept by a file of ours. */
function keptBy(file: SparseFile, open: OpenFile): void {
  open.stream_ops = {
    ...open.stream_ops,
    read({ node }, into, offset, length, position) {
      const count = Math.max(0, Math.min(length, node.usedBytes - position));
      file.read(into.subarray(offset, offset + count), position);
      return count;
    },
    write({ node }, from, offset, length, position) {
      file.write(from.subarray(offset, offset + length), position);
      node.usedBytes = Math.max(node.usedBytes, position + length);
      return length;
    },
  };
}

/** An HDF5 file in pieces, in order. @param build writes it; the numbers stay as they are until it is read */
export async function* hdf5Pieces(build: (writer: Hdf5Writer) => void): AsyncGenerator<Uint8Array, void> {
  const hdf5 = await loadHdf5();
  const files = (await hdf5.ready).FS as unknown as {
    readonly streams: readonly (OpenFile | null | undefined)[];
    stat(path: string): { readonly size: number };
    unlink(path: string): void;
    analyzePath(path: string, followLinks: boolean): { readonly exists: boolean };
  };
  const path = `written-${++written}.h5`;
  try {
    const before = new Set(files.streams);
    const root = new hdf5.File(path, 'w');
    const file = new SparseFile();
    const open = files.streams.find((each) => each && !before.has(each));
    if (open) keptBy(file, open);
    try {
      build(writerOf(root, file));
      root.flush();
    } finally {
      root.close();
    }
    yield* file.pieces(files.stat(path).size, pieceBytes);
  } finally {
    if (files.analyzePath(path, false).exists) files.unlink(path);
  }
}

type File = InstanceType<Awaited<ReturnType<typeof loadHdf5>>['File']>;
type Group = Pick<File, 'create_group' | 'create_attribute' | 'create_dataset'>;

function writerOf(root: File, file: SparseFile): Hdf5Writer {
  const groups = new Map<string, Group>([['', root]]);
  const group = (path: string): Group => {
    const made = groups.get(path);
    if (made) return made;
    const at = path.lastIndexOf('/');
    const fresh = group(at < 0 ? '' : path.slice(0, at)).create_group(path.slice(at + 1));
    groups.set(path, fresh);
    return fresh;
  };
  return {
    group: (path) => void group(path),
    attribute(path, name, value) {
      if (typeof value === 'string') group(path).create_attribute(name, value);
      else if (value.length <= maxNames) writeTexts(group(path), name, value);
      else {
        for (let part = 0; part * maxNames < value.length; part++) {
          writeTexts(group(path), `${name}${part}`, value.slice(part * maxNames, (part + 1) * maxNames));
        }
      }
    },
    numbers(path, shape, values) {
      const at = path.lastIndexOf('/');
      file.expect(bytesOf(values));
      group(path.slice(0, at)).create_dataset({
        name: path.slice(at + 1),
        data: values,
        shape: [...shape],
        dtype: '<f',
      });
    },
  };
}

/** An empty list has no text to tell its type by: Keras writes one of numbers. */
const writeTexts = (at: Group, name: string, texts: readonly string[]): void => {
  if (texts.length > 0) at.create_attribute(name, [...texts]);
  else at.create_attribute(name, new Float64Array(0), [0]);
};
