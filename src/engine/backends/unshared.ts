/** An odd multiple of four: whatever its buffer's address, such an array is not aligned to 8 bytes or more. */
const offset = 4;

/** Beyond this a copy is not kept for the next. */
const maxKeptBytes = 2 ** 24;

type Numbers = Float32Array | Int32Array | Uint8Array;

/**
 * Where an array is aligned as TensorFlow likes it, `TF_NewTensor` does not copy but keep it, and lets go of it on
 * whichever of its threads used it last; tfjs-node then deletes a reference of V8's on that thread, which corrupts
 * the heap and ends the process sooner or later. Variables of a graph would also be updated in our arrays. Of an
 * array that is not aligned TensorFlow makes a copy of its own at once.
 * @returns returns the values in such an array, good until the next call
 */
export function createUnsharing(): <T extends ArrayBufferView>(values: T) => T {
  let scratch = new ArrayBuffer(offset);
  return <T extends ArrayBufferView>(values: T): T => {
    if (values.byteOffset % 8 === offset) return values;
    const { length } = values as unknown as Numbers;
    const bytes = offset + values.byteLength;
    let room = scratch;
    if (bytes > scratch.byteLength) {
      room = new ArrayBuffer(bytes);
      if (bytes <= maxKeptBytes) scratch = room;
    }
    const ArrayType = values.constructor as new (
      buffer: ArrayBuffer,
      start: number,
      length: number,
    ) => Numbers;
    const copy = new ArrayType(room, offset, length);
    copy.set(values as unknown as Numbers);
    return copy as unknown as T;
  };
}
