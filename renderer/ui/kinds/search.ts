import type { LayerKind } from '../../../src/layers/kind.ts';

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** How well one typed word is met by a kind: by its title first, then its name, then what else it is called. */
function scoreOf(kind: LayerKind, word: string): number {
  const title = kind.title.toLowerCase();
  if (title === word) return 5;
  if (title.startsWith(word)) return 4;
  if (words(title).some((part) => part.startsWith(word)) || title.includes(word)) return 3;
  if (kind.kind.toLowerCase().includes(word)) return 2;
  return kind.keywords.some((keyword) => words(keyword).some((part) => part.startsWith(word))) ? 1 : 0;
}

/** The kinds that every typed word is met by, best first; all of them in their order for an empty query. */
export function searchKinds(kinds: readonly LayerKind[], query: string): readonly LayerKind[] {
  const typed = words(query);
  if (typed.length === 0) return kinds;
  const scored = kinds.map((kind) => {
    const scores = typed.map((word) => scoreOf(kind, word));
    return { kind, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) };
  });
  return scored
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((entry) => entry.kind);
}
