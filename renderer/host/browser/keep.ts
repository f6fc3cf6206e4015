import { t } from '../../i18n/index.ts';

/** A small host of named values in IndexedDB: file handles, drafts and the list of recent files. */

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('convas', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(t.shell.browser.noStorage));
  });

/** Does something in one transaction: no other tab comes between its reading and its writing. */
async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => { value: T }): Promise<T> {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction('kept', mode);
    const result = act(transaction.objectStore('kept'));
    transaction.oncomplete = () => {
      opened.close();
      resolve(result.value);
    };
    transaction.onabort = () => {
      opened.close();
      reject(new Error(t.shell.browser.storageFull));
    };
  });
}

/** The outcome of a request, known when its transaction is complete. */
const outcomeOf = <T>(request: IDBRequest<T>): { value: T } => ({
  get value() {
    return request.result;
  },
});

export const keep = (name: string, value: unknown): Promise<unknown> =>
  within('readwrite', (store) => outcomeOf(store.put(value, name)));

export const recall = (name: string): Promise<unknown> =>
  within('readonly', (store) => outcomeOf(store.get(name)));

/** All values whose names begin so, by name. */
export const recallAll = (prefix: string): Promise<ReadonlyMap<string, unknown>> =>
  within('readonly', (store) => {
    const found = new Map<string, unknown>();
    const request = store.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      found.set(String(cursor.key), cursor.value);
      cursor.continue();
    };
    return { value: found };
  });

export const forget = (name: string): Promise<unknown> =>
  within('readwrite', (store) => outcomeOf(store.delete(name)));

/** Puts what `change` makes of a value in its place, undefined taking it away; gives the value as it was. */
export const update = (name: string, change: (value: unknown) => unknown): Promise<unknown> =>
  within('readwrite', (store) => {
    const request = store.get(name);
    request.onsuccess = () => {
      const next = change(request.result);
      if (next === undefined) store.delete(name);
      else if (next !== request.result) store.put(next, name);
    };
    return outcomeOf(request);
  });
