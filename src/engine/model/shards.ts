/**
 * Parts of a batch that are computed side by side, one thread each, instead of every operation over all threads. Small
 * operations then need not wait for each other's threads, and each part stays in its core's cache.
 * @param count examples in the batch
 * @param shards how many parts there are at most
 * @returns the sizes of the parts, as equal as can be, none empty
 */
export function shardSizes(count: number, shards: number): number[] {
  const parts = Math.max(1, Math.min(shards, count));
  const [size, larger] = [Math.floor(count / parts), count % parts];
  return Array.from({ length: parts }, (_, index) => size + (index < larger ? 1 : 0));
}
