import type { Split } from './dataset.ts';

/**
 * V8 does not count shared memory, so that it would let gigabytes of it lie that no one uses any more. A twin that is
 * never touched, and so gets no pages from the system, counts for it as long as it lives.
 */
const heapTwins = new WeakMap<SharedArrayBuffer, ArrayBuffer>();

/** Zero bytes that threads share. @throws RangeError where there is no memory for them */
export function sharedMemory(bytes: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes);
  heapTwins.set(memory, new ArrayBuffer(bytes));
  return memory;
}

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(sharedMemory(length));

const isShared = ({ buffer }: ArrayBufferView): boolean => buffer instanceof SharedArrayBuffer;

function sharedTargets(targets: Float32Array | Uint8Array): Float32Array | Uint8Array {
  const copy =
    targets instanceof Uint8Array
      ? sharedBytes(targets.length)
      : new Float32Array(sharedMemory(targets.byteLength));
  copy.set(targets as Uint8Array);
  return copy;
}

/** The split in memory that threads share: a thread that is sent it copies nothing. Copies what is not there yet. */
export function shared(split: Split): Split {
  const { images, labels, targets } = split;
  if ([images, labels, ...(targets ? [targets] : [])].every(isShared)) return split;
  const bytes = isShared(images) ? images : sharedBytes(images.length);
  if (bytes !== images) bytes.set(images);
  const marks =
    labels instanceof Uint8Array
      ? sharedBytes(labels.length)
      : new Int32Array(sharedMemory(labels.byteLength));
  marks.set(labels);
  return { ...split, images: bytes, labels: marks, ...(targets && { targets: sharedTargets(targets) }) };
}
