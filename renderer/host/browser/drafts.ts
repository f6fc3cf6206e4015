import type { Draft, DraftSummary, FoundDrafts } from '../../../src/protocol/host.ts';
import type { BrowserTab } from './browserTab.ts';
import { forget, keep, recall, recallAll, update } from './keep.ts';

/** A draft as it is kept: with the tab that works on it. */
interface StoredDraft extends Draft {
  readonly tab: string;
}

const prefix = 'draft ';
/** Where earlier versions kept the one draft of all tabs. */
const single = 'draft';

const isKept = (value: unknown): value is StoredDraft =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'tab', 'text', 'name', 'savedAt'].every((key) => typeof Reflect.get(value, key) === 'string');

const draftOf = ({ tab: _tab, ...draft }: StoredDraft): Draft => draft;
const byLatest = (a: Draft, b: Draft): number => b.savedAt.localeCompare(a.savedAt);

async function adoptSingle(): Promise<void> {
  const old = (await recall(single)) as Partial<Draft> | undefined;
  if (typeof old?.text !== 'string' || typeof old.savedAt !== 'string') return;
  const id = crypto.randomUUID();
  const { text, savedAt, handle = null, name = '' } = old;
  await keep(prefix + id, { id, tab: '', text, handle, name, version: null, savedAt });
  await forget(single);
}

/** Unsaved work, one draft for each tab and document. Only its own tab writes a draft, as long as it lives. */
export function tabDrafts(tab: Promise<BrowserTab>) {
  return {
    async keepDraft(draft: Draft): Promise<void> {
      await keep(prefix + draft.id, { ...draft, tab: (await tab).id } satisfies StoredDraft);
    },
    forgetDraft: async (id: string): Promise<void> => void (await forget(prefix + id)),
    async loadDrafts(): Promise<FoundDrafts> {
      const { id: mine, living } = await tab;
      await adoptSingle();
      const all = [...(await recallAll(prefix)).values()].filter(isKept).sort(byLatest);
      const own = all.filter((draft) => draft.tab === mine);
      const alive = await living();
      const others = all
        .filter((draft) => draft.tab !== mine && !alive.has(draft.tab))
        .map(({ id, name, savedAt }): DraftSummary => ({ id, name, savedAt }));
      return { own: own.map(draftOf), others, after: null };
    },
    /** One tab gets it: who comes second finds it taken. */
    async takeDraft(id: string): Promise<Draft | null> {
      const { id: mine, living } = await tab;
      const alive = await living();
      const free = (kept: StoredDraft): boolean => kept.tab === mine || !alive.has(kept.tab);
      const before = await update(prefix + id, (kept) =>
        isKept(kept) && free(kept) ? { ...kept, tab: mine } : kept,
      );
      return isKept(before) && free(before) ? draftOf(before) : null;
    },
  };
}
