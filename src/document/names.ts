import { clip, limits } from './limits.ts';
import type { ConvasDocument } from './schema.ts';

const highestId = 1e12;

/**
 * An id that no layer, note, wire or block of the document has: the prefix and one more than the highest number in
 * use. Counting instead of chance keeps every operation a function of its arguments.
 */
export function freshIds(document: ConvasDocument, prefix: string): () => string {
  const start = `${prefix}-`;
  const taken = new Set<string>();
  let highest = 0;
  for (const { id } of [...document.layers, ...document.notes, ...document.edges, ...document.blocks]) {
    if (!id.startsWith(start)) continue;
    taken.add(id);
    const number = Number(id.slice(start.length));
    // Numbers beyond this could not be counted on from.
    if (Number.isInteger(number) && number < highestId && number > highest) highest = number;
  }
  return () => {
    let id: string;
    do id = `${start}${++highest}`;
    while (taken.has(id));
    return id;
  };
}

/** A kind's name as Keras writes layer names: `maxPooling2d` is `max_pooling2d`. */
export function baseName(kind: string): string {
  return kind.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/**
 * Gives names that none of `taken` has nor any given before: the name itself, or as Keras numbers them:
 * `conv2d`, `conv2d_1`, `conv2d_2`.
 * @param longest a name that would be longer is cut before its number
 */
export function uniqueNames(
  taken: Iterable<string>,
  longest: number = Number.POSITIVE_INFINITY,
): (name: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (given) => {
    const name = clip(given, longest);
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    let unique = name;
    const stem = name.replace(/_\d+$/, '');
    for (let number = next.get(stem) ?? 1; used.has(unique); number++) {
      const suffix = `_${number}`;
      unique = clip(stem, longest - suffix.length) + suffix;
      next.set(stem, number + 1);
    }
    used.add(unique);
    return unique;
  };
}

/** Gives names of layers that none in the document has, as long as a file may hold. */
export function layerNames(document: ConvasDocument): (name: string) => string {
  return uniqueNames(
    document.layers.map((layer) => layer.name),
    limits.name,
  );
}
