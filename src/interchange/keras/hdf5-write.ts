import type { Shape } from '../../layers/shape.ts';
import { loadHdf5 } from './hdf5.ts';

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
const mostNames = 1000;

let written = 0;

/** An HDF5 file in pieces, in order. @param build writes it */
export async function* hdf5Pieces(build: (writer: Hdf5Writer) => void): AsyncGenerator<Uint8Array, void> {
  const hdf5 = await loadHdf5();
  const files = (await hdf5.ready).FS;
  const path = `written-${++written}.h5`;
  try {
    const root = new hdf5.File(path, 'w');
    try {
      build(writerOf(root));
      root.flush();
    } finally {
      root.close();
    }
    const { size } = files.stat(path);
    const stream = files.open(path, 'r');
    try {
      for (let at = 0; at < size; ) {
        const piece = new Uint8Array(Math.min(pieceBytes, size - at));
        at += files.read(stream, piece, 0, piece.length, at);
        yield piece;
      }
    } finally {
      files.close(stream);
    }
  } finally {
    if (files.analyzePath(path, false).exists) files.unlink(path);
  }
}

type File = InstanceType<Awaited<ReturnType<typeof loadHdf5>>['File']>;
type Group = Pick<File, 'create_group' | 'create_attribute' | 'create_dataset'>;

function writerOf(root: File): Hdf5Writer {
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
      else if (value.length <= mostNames) writeTexts(group(path), name, value);
      else {
        for (let part = 0; part * mostNames < value.length; part++) {
          writeTexts(group(path), `${name}${part}`, value.slice(part * mostNames, (part + 1) * mostNames));
        }
      }
    },
    numbers(path, shape, values) {
      const at = path.lastIndexOf('/');
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
