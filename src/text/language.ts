import { catalogues, type Language } from './catalogue.ts';
import type { Catalogue } from './structure.ts';

export const languages = Object.keys(catalogues) as readonly Language[];

/** What each language calls itself. */
export const languageNames = Object.fromEntries(
  languages.map((each) => [each, catalogues[each].name]),
) as Readonly<Record<Language, string>>;

let current: Language = 'en';
const listeners = new Set<() => void>();

/** The language that people are shown. The engine keeps English: its texts reach people as messages. */
export const language = (): Language => current;

export function setLanguage(to: Language): void {
  if (to === current) return;
  current = to;
  for (const listener of listeners) listener();
}

/** Reads the catalogue in one language meanwhile; nothing is shown anew. `work` waits for nothing. */
export function inLanguage<T>(to: Language, work: () => T): T {
  const before = current;
  current = to;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** Calls `listener` after each change of the language. @returns ends it */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The language for a person's preferences, best first; null where none of them is there.
 * @param tags as systems write them: `pt-BR`, `pt_BR.UTF-8`, `en`
 * @example matchLanguage(['fr', 'pt-PT']) // 'pt-BR'
 */
export function matchLanguage(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const wanted = tag
      .replace(/[.@].*$/, '')
      .replaceAll('_', '-')
      .toLowerCase();
    const exact = languages.find((known) => known.toLowerCase() === wanted);
    const close = languages.find((known) => known.split('-')[0]!.toLowerCase() === wanted.split('-')[0]);
    if (exact ?? close) return exact ?? close!;
  }
  return null;
}

type Tree = { readonly [key: string]: unknown };

/** A branch of the catalogue that stays itself when the language changes; texts are looked up when they are read. */
function branch(read: () => Tree): Tree {
  const inner = new Map<string, Tree>();
  return new Proxy({} as Tree, {
    get(_, key) {
      const value = Reflect.get(read(), key);
      if (typeof key === 'symbol' || typeof value !== 'object' || value === null || Array.isArray(value))
        return value;
      let below = inner.get(key);
      if (!below) {
        below = branch(() => read()[key] as Tree);
        inner.set(key, below);
      }
      return below;
    },
    has: (_, key) => key in read(),
    ownKeys: () => Reflect.ownKeys(read()),
    getOwnPropertyDescriptor: (_, key) => ({
      configurable: true,
      enumerable: true,
      value: Reflect.get(read(), key),
    }),
  });
}

/**
 * Every text in the current language: `text.ui.shell.topBar.train`. A branch may be kept (`const words = text.ui.shell`);
 * a text may not: it is read where it is shown.
 */
export const text = branch(() => catalogues[current]) as unknown as Catalogue;
