import { createStore, type StoreApi, useStore } from 'zustand';
import { activeTab, onActiveTab } from './activeTab.ts';
import { eachTab, forEachTab, type Tab } from './tab.ts';

/**
 * A store that each tab has one of. As a hook and as a store it is the active tab's: whoever reads or follows it
 * sees another state when another tab becomes active.
 */
export interface TabStore<S> extends StoreApi<S> {
  (): S;
  <U>(selector: (state: S) => U): U;
  /** That of one tab, whichever is active. Work that takes long keeps to the tab that it began in. */
  of(tab: Tab): StoreApi<S>;
}

/**
 * @param create the state of a tab that opens
 * @param tie follows what the state depends on. What it subscribes to belongs to the tab (`tab.own`)
 * @example
 * const useName = perTab<{ name: string }>((tab) => ({ name: tab.id }));
 * useName((state) => state.name); // in a component: the active tab's
 * useName.of(tab).setState({ name: 'LeNet' });
 */
export function perTab<S extends object>(
  create: (tab: Tab, set: StoreApi<S>['setState'], get: StoreApi<S>['getState']) => S,
  tie?: (tab: Tab, store: StoreApi<S>) => void,
): TabStore<S> {
  const of = eachTab((tab) => createStore<S>()((set, get) => create(tab, set, get)));
  if (tie) forEachTab((tab) => tie(tab, of(tab)));
  const shown = (): StoreApi<S> => of(activeTab());

  const subscribe: StoreApi<S>['subscribe'] = (listener) => {
    let store = shown();
    let end = store.subscribe(listener);
    const endFollowing = onActiveTab(() => {
      const before = store.getState();
      end();
      store = shown();
      end = store.subscribe(listener);
      listener(store.getState(), before);
    });
    return () => {
      endFollowing();
      end();
    };
  };
  const api: StoreApi<S> = {
    getState: () => shown().getState(),
    getInitialState: () => shown().getInitialState(),
    setState: ((...change: Parameters<StoreApi<S>['setState']>) =>
      shown().setState(...change)) as StoreApi<S>['setState'],
    subscribe,
  };
  return Object.assign(useStore.bind(null, api), api, { of }) as TabStore<S>;
}
