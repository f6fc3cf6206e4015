import { Zip, ZipPassThrough } from 'fflate';

/** Entries one after the other, not compressed: floats do not get smaller. */
export async function* zipped(
  entries: readonly (readonly [name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>])[],
): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for (const [name, pieces] of entries) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    for await (const piece of pieces) {
      entry.push(piece);
      yield* take();
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* take();
}
