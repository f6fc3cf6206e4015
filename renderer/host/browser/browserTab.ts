/** Which tab this is, and which others live: each holds a lock of its name, which goes with it however it ends. */

const idKey = 'convas.tab';
const lockOf = (id: string): string => `convas.tab.${id}`;
/** Milliseconds that a page that is loaded again waits for the page before it to be gone. */
const handoverTimeout = 1000;

export interface TabStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface BrowserTab {
  /** Stays through reloads and crashes of the page. */
  readonly id: string;
  /** The tabs that live now, this one among them. */
  living(): Promise<ReadonlySet<string>>;
}

/** Holds a lock as long as the page lives. False where another page has it still when the time is up. */
function holdLock(locks: LockManager, name: string, wait: number): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(wait);
    locks
      .request(name, { signal }, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/**
 * Takes the name of this tab from its storage, or a new one: a tab that was duplicated has a copy of the storage of
 * the first, which lives and has the name.
 */
export async function openBrowserTab(
  storage: TabStorage = sessionStorage,
  locks: LockManager = navigator.locks,
): Promise<BrowserTab> {
  const known = storage.getItem(idKey);
  let id = known ?? crypto.randomUUID();
  if (!(await holdLock(locks, lockOf(id), handoverTimeout))) {
    id = crypto.randomUUID();
    await holdLock(locks, lockOf(id), handoverTimeout);
  }
  storage.setItem(idKey, id);
  return {
    id,
    async living() {
      const { held = [] } = await locks.query();
      const prefix = lockOf('');
      return new Set(
        held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
      );
    },
  };
}
