/** What belongs to a member of a registry, in the languages that Convas itself keeps up. */
export interface Bilingual<T> {
  readonly en: T;
  readonly 'pt-BR': T;
}

type Group = Readonly<Record<string, Bilingual<unknown>>>;

/** One language of a group. */
export type InLanguage<G extends Group, L extends keyof Bilingual<unknown>> = {
  readonly [K in keyof G]: G[K][L];
};

export function inLanguage<G extends Group, L extends keyof Bilingual<unknown>>(
  group: G,
  to: L,
): InLanguage<G, L> {
  return Object.fromEntries(Object.entries(group).map(([id, both]) => [id, both[to]])) as InLanguage<G, L>;
}

/** Declares a group; every member has the texts `T` in both languages. */
export const group =
  <T>() =>
  <const K extends string>(members: Readonly<Record<K, Bilingual<T>>>): Readonly<Record<K, Bilingual<T>>> =>
    members;
