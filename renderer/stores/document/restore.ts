import { z } from 'zod';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { FoundDrafts } from '../../../src/protocol/host.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { expectRun } from '../runs/followRuns.ts';
import { hasEnded } from '../runs/runMachine.ts';
import { useRun } from '../runs/runStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { followTabs, type Tab } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { isEdited, isUntouched, type Origin, useDocument } from './documentStore.ts';
import { openDraft } from './drafts.ts';
import { useRecovery } from './recoveryStore.ts';

/** The open tabs, kept so that a page that is loaded again has them all: in the session's storage, which is this page's. */

const storageKey = 'convas.tabs';
/** Milliseconds after a change. */
const delay = 250;

const keptTab = z.object({
  /** Under which its unsaved work is kept; null where it has none. */
  draft: z.string().nullable(),
  handle: z.string().nullable(),
  /** Of what has no file and was not edited: a template as it was opened. */
  text: z.string().nullable(),
  /** The run that trains in it. */
  run: z.string().nullable(),
});
type KeptTab = z.output<typeof keptTab>;
const keptTabs = z.object({ tabs: z.array(keptTab), active: z.int() });

const texts = new WeakMap<ConvasDocument, string>();
function textOfDocument(document: ConvasDocument): string {
  const text = texts.get(document) ?? serializeDocument(document);
  texts.set(document, text);
  return text;
}

function keptOf(tab: Tab): KeptTab {
  const state = useDocument.of(tab).getState();
  const { training } = useRun.of(tab).getState();
  const edited = isEdited(state);
  return {
    draft: edited ? state.draft : null,
    handle: state.handle,
    text: edited || state.handle !== null || isUntouched(state) ? null : textOfDocument(state.document),
    run: training.phase === 'run' && !hasEnded(training.run) ? training.run.run : null,
  };
}

/** Keeps which tabs are open. Returns the function that ends it. */
export function keepTabs(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = (): void => {
    timer = null;
    const { tabs, active } = useTabs.getState();
    const kept = { tabs: tabs.map(keptOf), active: tabs.indexOf(active) };
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(kept));
    } catch {
      // Storage is full or not allowed: unsaved work comes back by its drafts.
    }
  };
  const writeSoon = (): void => {
    timer ??= setTimeout(write, delay);
  };
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    write();
  };
  writeSoon();
  window.addEventListener('pagehide', flush);
  const ends = [
    useTabs.subscribe(writeSoon),
    followTabs((tab) => useDocument.of(tab).subscribe(writeSoon)),
    followTabs((tab) =>
      useRun.of(tab).subscribe(({ training }, before) => {
        if (training.phase !== before.training.phase) writeSoon();
        else if (training.phase === 'run' && hasEnded(training.run)) writeSoon();
      }),
    ),
  ];
  return () => {
    for (const end of ends) end();
    window.removeEventListener('pagehide', flush);
    if (timer !== null) clearTimeout(timer);
  };
}

function readKept(): z.output<typeof keptTabs> {
  try {
    return keptTabs.parse(JSON.parse(sessionStorage.getItem(storageKey) ?? ''));
  } catch {
    // Nothing was kept, or by another version.
    return { tabs: [], active: 0 };
  }
}

interface Restored {
  readonly document: ConvasDocument;
  readonly origin: Partial<Origin>;
}

/** What a tab held; null where it was empty, or cannot be obtained any more. */
async function restored({ draft, handle, text }: KeptTab, own: FoundDrafts['own']): Promise<Restored | null> {
  if (draft !== null) {
    const left = own.find(({ id }) => id === draft);
    return left ? openDraft(left) : null;
  }
  try {
    const file = handle === null ? null : await host().openRecent(handle);
    const parsed = parseDocument(file?.text ?? text ?? '');
    if (!parsed.ok) return null;
    const { document, readOnly, notices } = parsed;
    const from = file && { handle: file.handle, fileName: file.name, version: file.version, notices };
    return { document, origin: { ...from, readOnly } };
  } catch {
    return null;
  }
}

/** Opens the tabs as they were, behind what the person has begun meanwhile. True where unsaved work was among them. */
async function openTabs(own: FoundDrafts['own']): Promise<boolean> {
  const kept = readKept();
  const known = new Set(kept.tabs.map(({ draft }) => draft));
  const lost = own.filter(({ id }) => !known.has(id)).toReversed();
  const wanted = [
    ...kept.tabs,
    ...lost.map(({ id }): KeptTab => ({ draft: id, handle: null, text: null, run: null })),
  ];
  const found = await Promise.all(wanted.map((tab) => restored(tab, own)));
  const first = activeTab();
  const idle = isUntouched(useDocument.of(first).getState());
  let free: Tab | null = idle ? first : null;
  let shown: Tab | null = null;
  found.forEach((each, at) => {
    if (!each) return;
    const tab = free ?? useTabs.getState().open(false);
    free = null;
    useDocument.of(tab).getState().begin(each.document, each.origin);
    const { run } = wanted[at]!;
    if (run !== null) expectRun(run, tab);
    if (at === kept.active || shown === null) shown = tab;
  });
  if (shown !== null && idle) {
    useTabs.getState().show(shown);
    useWorkspace.getState().setGallery(false);
  }
  return found.some((each) => each?.origin.edited);
}

/**
 * Brings back the tabs that this window had when it was loaded again or failed, with their unsaved work, and offers the
 * work that others have left which are gone.
 */
export async function restoreTabs(): Promise<void> {
  const found = await host()
    .loadDrafts()
    .catch(() => null);
  const edited = await openTabs(found?.own ?? []);
  if (!found) return;
  const { after, others } = found;
  useRecovery.setState({ offers: others });
  if (after !== null)
    useWorkspace.getState().alert(
      () => t.shell.files.afterFailure[after],
      () => (edited ? t.shell.files.afterFailureRestored : t.shell.files.afterFailureClean),
    );
}
