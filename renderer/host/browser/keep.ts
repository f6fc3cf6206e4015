/** A small keeper of named values in IndexedDB: file handles, drafts and the list of recent files. */

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('convas', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('This browser keeps no data for this page.'));
  });

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction('kept', mode);
    const request = act(transaction.objectStore('kept'));
    transaction.oncomplete = () => {
      opened.close();
      resolve(request.result);
    };
    transaction.onabort = () => {
      opened.close();
      reject(
        new Error('This browser keeps no more data for this page: its storage is full or switched off.'),
      );
    };
  });
}

export const keep = (name: string, value: unknown): Promise<unknown> =>
  within('readwrite', (store) => store.put(value, name));

export const recall = (name: string): Promise<unknown> => within('readonly', (store) => store.get(name));

export const forget = (name: string): Promise<unknown> => within('readwrite', (store) => store.delete(name));
