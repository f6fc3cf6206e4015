/** A document that is open in this window, as the stores that belong to it know it. */
export class Tab {
  readonly id = crypto.randomUUID();
  readonly #ends: (() => void)[] = [];
  #ended = false;

  constructor() {
    living.add(this);
    for (const make of makers) make(this);
  }

  /** Calls `end` when the tab ends: subscriptions and timers must not outlive it. */
  own(end: () => void): void {
    if (this.#ended) end();
    else this.#ends.push(end);
  }

  /** Ends the subscriptions that tie its stores together. It cannot be used afterwards. */
  end(): void {
    this.#ended = true;
    living.delete(this);
    for (const end of this.#ends.splice(0).reverse()) end();
  }
}

/** The tabs whose stores live, in the order in which they were opened. */
export const openStores = (): readonly Tab[] => [...living];

const living = new Set<Tab>();
const makers: ((tab: Tab) => void)[] = [];

/**
 * Does this for every tab that lives, and for each that opens, in the order in which it was asked for.
 * @returns what ends it for tabs that open later
 */
export function forEachTab(make: (tab: Tab) => void): () => void {
  makers.push(make);
  for (const tab of living) make(tab);
  return () => void makers.splice(makers.indexOf(make), 1);
}

/** Follows every tab while it lives. Returns what ends it for all of them. */
export function followTabs(follow: (tab: Tab) => () => void): () => void {
  const ends = new Set<() => void>();
  const endOpening = forEachTab((tab) => {
    const end = follow(tab);
    const endOnce = (): void => {
      if (ends.delete(endOnce)) end();
    };
    ends.add(endOnce);
    tab.own(endOnce);
  });
  return () => {
    endOpening();
    for (const end of [...ends]) end();
  };
}

/** A value for each tab, made when the tab opens. */
export function eachTab<T extends object>(make: (tab: Tab) => T): (tab: Tab) => T {
  const made = new WeakMap<Tab, T>();
  const of = (tab: Tab): T => {
    const known = made.get(tab);
    if (known) return known;
    const value = make(tab);
    made.set(tab, value);
    return value;
  };
  forEachTab(of);
  return of;
}
