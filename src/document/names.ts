import type { ConvasDocument } from './schema.ts';

/**
 * An id that no layer, note, wire or block of the document has: the prefix and one more than the highest number in
 * use. Counting instead of chance keeps every operation a function of its arguments.
 */
export function freshIds(document: ConvasDocument, prefix: string): () => string {
  const start = `${prefix}-`;
  let highest = 0;
  for (const { id } of [...document.layers, ...document.notes, ...document.edges, ...document.blocks]) {
    if (!id.startsWith(start)) continue;
    const number = Number(id.slice(start.length));
    if (Number.isSafeInteger(number) && number > highest) highest = number;
  }
  return () => `${start}${++highest}`;
}

/** A kind's name as Keras writes layer names: `maxPooling2d` is `max_pooling2d`. */
export function baseName(kind: string): string {
  return kind.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/**
 * Gives names that none of `taken` has nor any given before: the name itself, or as Keras numbers them:
 * `conv2d`, `conv2d_1`, `conv2d_2`.
 */
export function uniqueNames(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (name) => {
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    let unique = name;
    const stem = name.replace(/_\d+$/, '');
    for (let number = next.get(stem) ?? 1; used.has(unique); number++) {
      unique = `${stem}_${number}`;
      next.set(stem, number + 1);
    }
    used.add(unique);
    return unique;
  };
}

export function namesOf(document: ConvasDocument): string[] {
  return document.layers.map((layer) => layer.name);
}
