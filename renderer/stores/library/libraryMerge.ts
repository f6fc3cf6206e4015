/** A block that the person keeps for all documents. */
export interface LibraryBlock {
  readonly id: string;
  readonly name: string;
  /** A `.convas` document of one layer, which stands for the block: it opens and travels as any file does. */
  readonly text: string;
}

export function freshId(blocks: readonly LibraryBlock[]): string {
  const numbers = blocks.map(({ id }) => Number(id)).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
}

/**
 * The library after two windows have changed it: theirs, with what is changed here since both knew `base`. What was
 * added here follows, under an id of its own, unless they have the same; what was removed here goes, unless they
 * changed it.
 */
export function mergeLibraries(
  base: readonly LibraryBlock[],
  mine: readonly LibraryBlock[],
  theirs: readonly LibraryBlock[],
): readonly LibraryBlock[] {
  const before = new Map(base.map((block) => [block.id, block]));
  const here = new Map(mine.map((block) => [block.id, block]));
  const all = theirs.flatMap((block) => {
    const old = before.get(block.id);
    if (!old || old.text !== block.text) return [block];
    const now = here.get(block.id);
    if (!now) return old.name === block.name ? [] : [block];
    return now.name === old.name ? [block] : [{ ...block, name: now.name }];
  });
  for (const block of mine) {
    const isNew = before.get(block.id)?.text !== block.text;
    if (!isNew || all.some(({ text }) => text === block.text)) continue;
    all.push(all.some(({ id }) => id === block.id) ? { ...block, id: freshId(all) } : block);
  }
  return all;
}
