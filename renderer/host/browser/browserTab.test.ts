import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowserTab, type TabStorage } from './browserTab.ts';

/** The locks of one browser, and pages that come and go with what they hold. */
function createBrowser() {
  const held = new Map<string, symbol>();
  const waiting: { name: string; page: symbol; grant: () => void }[] = [];
  const hand = (): void => {
    for (const request of [...waiting]) {
      if (held.has(request.name)) continue;
      waiting.splice(waiting.indexOf(request), 1);
      held.set(request.name, request.page);
      request.grant();
    }
  };
  return {
    openPage() {
      const page = Symbol('page');
      const locks = {
        request(name: string, { signal }: { signal: AbortSignal }, callback: () => Promise<unknown>) {
          return new Promise((resolve, reject) => {
            const request = { name, page, grant: () => resolve(callback()) };
            waiting.push(request);
            signal.addEventListener('abort', () => {
              const at = waiting.indexOf(request);
              if (at < 0) return;
              waiting.splice(at, 1);
              reject(signal.reason);
            });
            hand();
          });
        },
        query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
      } as unknown as LockManager;
      return {
        locks,
        close() {
          for (const [name, holder] of held) if (holder === page) held.delete(name);
          hand();
        },
      };
    },
  };
}

function createStorage(copied?: TabStorage & { all(): Map<string, string> }) {
  const values = new Map(copied?.all());
  return {
    all: () => values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

describe('a tab', () => {
  let browser: ReturnType<typeof createBrowser>;
  beforeEach(() => {
    browser = createBrowser();
  });

  it('keeps its name when its page is loaded again, while the old page goes', async () => {
    const storage = createStorage();
    const before = browser.openPage();
    const { id } = await openBrowserTab(storage, before.locks);
    const after = openBrowserTab(storage, browser.openPage().locks);
    setTimeout(before.close, 100);
    expect((await after).id).toBe(id);
  });

  it('is another than the one that it was duplicated from', async () => {
    const storage = createStorage();
    const first = await openBrowserTab(storage, browser.openPage().locks);
    const copy = createStorage(storage);
    const second = await openBrowserTab(copy, browser.openPage().locks);
    expect(second.id).not.toBe(first.id);
    expect(copy.getItem('convas.tab')).toBe(second.id);
    expect(await second.living()).toEqual(new Set([first.id, second.id]));
  });

  it('is known to be gone, however it went', async () => {
    const page = browser.openPage();
    const gone = await openBrowserTab(createStorage(), page.locks);
    const left = await openBrowserTab(createStorage(), browser.openPage().locks);
    page.close();
    expect(await left.living()).toEqual(new Set([left.id]));
    expect(gone.id).not.toBe(left.id);
  });
});
