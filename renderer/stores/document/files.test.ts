import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { setName } from '../../../src/document/operations/settings.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { Draft } from '../../../src/protocol/host.ts';
import { resolveText } from '../../../src/text/lazy-text.ts';
import { sentence } from '../../../src/text/message.ts';
import { templateOf } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost, type TestHost } from '../../testing/testHost.ts';
import { type ClosingAnswer, useClosing } from '../runs/closingStore.ts';
import { useRun } from '../runs/runStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { openStores } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { type ConflictAnswer, useConflict } from './conflictStore.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { followDrafts } from './drafts.ts';
import { followFiles, reloadFile, useFile } from './fileStore.ts';
import { closeTab, newFile, openFile, openRecent, openTemplate, saveAllTabs, saveFile } from './files.ts';
import { useGuard } from './guardStore.ts';
import { discard, recover, restoreDiscarded } from './recovery.ts';
import { useRecovery } from './recoveryStore.ts';
import { keepTabs, restoreTabs } from './restore.ts';

let host: TestHost;
const state = () => useDocument.getState();
const rename = (name: string) => state().commit('Rename', (document) => setName(document, name));
const file = (text: string) => ({ handle: 'h1', name: 'net.convas', text, readOnly: false, version: text });
const textOf = (name: string) => serializeDocument(newDocument(name));
function templateDocument() {
  const parsed = parseDocument(templateOf('lenet-5')!.text);
  if (!parsed.ok) throw new Error('unreadable');
  return parsed.document;
}
const layersOfOne = () => templateDocument().layers.slice(0, 1);
const names = () => useTabs.getState().tabs.map((tab) => useDocument.of(tab).getState().document.name);
const guardAppears = () => vi.waitFor(() => expect(useGuard.getState().question).not.toBeNull());

/** What is shown above the work, in words. */
const alerts = () =>
  useWorkspace
    .getState()
    .alerts.map(({ title, message }) => ({ title: resolveText(title), message: resolveText(message) }));

beforeEach(() => {
  host = createTestHost();
  installHost(host);
  sessionStorage.clear();
  const { tabs, open } = useTabs.getState();
  open();
  for (const tab of tabs) useTabs.getState().close(tab, false);
  useTabs.setState({ closed: [] });
  state().begin(newDocument('Mine'));
  rename('Mine too');
  state().undo();
  useWorkspace.setState({ alerts: [], galleryOpen: false });
  useFile.setState({ trouble: null, others: 0, knownOthers: 0 });
  useRecovery.setState({ offers: [], discarded: null });
});

describe('files', () => {
  it('saves under a new name once, then in place', async () => {
    rename('LeNet');
    expect(await saveFile()).toBe(true);
    expect([...host.files.keys()]).toEqual(['LeNet.convas']);
    rename('LeNet again');
    expect(isEdited(state())).toBe(true);
    await saveFile();
    expect(host.files.get('LeNet.convas')).toContain('LeNet again');
    expect(isEdited(state())).toBe(false);
  });

  it('says why a save failed, and keeps the document edited', async () => {
    rename('LeNet');
    host.saveError = 'The disk is full: free some space and save again.';
    expect(await saveFile()).toBe(false);
    expect(alerts()).toMatchObject([{ message: host.saveError }]);
    expect(isEdited(state())).toBe(true);
  });

  it('refuses a damaged file in words, and leaves the document as it is', async () => {
    const before = state().document;
    for (const text of ['', '{"format":"convas"', '{"format":"other"}', '[1]']) {
      host.chosen = file(text);
      await openFile();
    }
    expect(state().document).toBe(before);
    expect(useWorkspace.getState().alerts.length).toBeGreaterThan(0);
    for (const { message } of alerts()) expect(message).not.toMatch(/undefined|Error/);
  });

  it('opens a document of a newer version read-only', async () => {
    const newer = { ...newDocument('Newer'), version: 99, tomorrow: true };
    host.chosen = file(JSON.stringify(newer));
    await openFile();
    expect([state().document.name, state().readOnly]).toEqual(['Newer', true]);
    expect(
      state()
        .notices.map((notice) => sentence(notice))
        .join(' '),
    ).toContain('newer');
  });

  it('opens in a tab of its own, or in an empty one, and once only', async () => {
    host.files.set('net.convas', textOf('On disk'));
    await openRecent('net.convas');
    expect(names()).toEqual(['Mine', 'On disk']);
    openTemplate(textOf('Template'));
    newFile();
    expect(names()).toEqual(['Mine', 'On disk', 'Template', 'Untitled']);
    openTemplate(serializeDocument({ ...newDocument('Other'), name: 'Other' }));
    expect(names()).toEqual(['Mine', 'On disk', 'Template', 'Other']);
    // The file is open: its tab is shown, with what was changed in it.
    await openRecent('net.convas');
    rename('Changed');
    newFile();
    await openRecent('net.convas');
    expect([names().length, state().document.name]).toEqual([5, 'Changed']);
  });

  it('that could not be read is no news any more once another was opened', async () => {
    host.chosen = file('[1]');
    await openFile();
    expect(alerts()).toMatchObject([{ title: 'net.convas could not be read.' }]);
    host.chosen = file(textOf('Good'));
    await openFile();
    expect([alerts(), state().document.name]).toEqual([[], 'Good']);
  });
});

describe('a tab that is closed', () => {
  it('asks about unsaved work, and obeys each answer', async () => {
    rename('Precious');
    newFile();
    const [precious] = useTabs.getState().tabs;
    const canceled = closeTab(precious);
    await guardAppears();
    // What is asked about is shown.
    expect(state().document.name).toBe('Precious');
    useGuard.getState().question!.answer('cancel');
    expect([await canceled, names()]).toEqual([false, ['Precious', 'Untitled']]);

    const saved = closeTab();
    await guardAppears();
    useGuard.getState().question!.answer('save');
    expect([await saved, names()]).toEqual([true, ['Untitled']]);
    expect(host.files.get('Precious.convas')).toContain('Precious');

    rename('Scribble');
    const discarded = closeTab();
    await guardAppears();
    useGuard.getState().question!.answer('discard');
    expect([await discarded, names()]).toEqual([true, ['Untitled']]);
    expect([host.files.size, useWorkspace.getState().galleryOpen]).toEqual([1, true]);
  });

  it('asks what becomes of its training, and obeys each answer', async () => {
    rename('Busy');
    await saveFile();
    newFile();
    const [busy] = useTabs.getState().tabs;
    const stop = vi.fn(() => Promise.resolve());
    useRun.of(busy!).setState({ training: { phase: 'starting' } as never, stop });
    const close = async (answer: ClosingAnswer) => {
      const closed = closeTab(busy);
      await vi.waitFor(() => expect(useClosing.getState().question?.name).toBe('Busy'));
      useClosing.getState().question!.answer(answer);
      return [await closed, stop.mock.calls.length, names().includes('Busy')];
    };
    expect(await close('cancel')).toEqual([false, 0, true]);
    expect(await close('keep')).toEqual([true, 0, false]);
    useTabs.getState().reopen();
    expect(await close('stop')).toEqual([true, 1, false]);
  });

  it('is opened again in its place, as it was left', async () => {
    rename('First');
    await saveFile();
    newFile();
    rename('Second');
    const [first] = useTabs.getState().tabs;
    expect(await closeTab(first)).toBe(true);
    expect(names()).toEqual(['Second']);
    useTabs.getState().reopen();
    expect([names(), state().document.name]).toEqual([['First', 'Second'], 'First']);
    state().undo();
    expect(state().document.name).toBe('Mine');
  });

  it('keeps the last ten, and ends those before', async () => {
    const opened = Array.from({ length: 12 }, (_, index) => {
      openTemplate(serializeDocument({ ...newDocument(`T${index}`), layers: layersOfOne() }));
      return activeTab();
    });
    for (const tab of opened) await closeTab(tab);
    expect(useTabs.getState().closed).toHaveLength(10);
    expect(opened.map((tab) => openStores().includes(tab))).toEqual([false, false, ...Array(10).fill(true)]);
  });

  it('has its file looked after only while it is open', async () => {
    const end = followFiles();
    host.files.set('a.convas', textOf('A'));
    host.files.set('b.convas', textOf('B'));
    await openRecent('a.convas');
    await openRecent('b.convas');
    expect(host.followed).toEqual(['a.convas', 'b.convas']);
    host.files.set('a.convas', textOf('A, elsewhere'));
    host.notifyFile({ handle: 'a.convas' });
    await vi.waitFor(() => expect(names()).toEqual(['Mine', 'A, elsewhere', 'B']));
    await closeTab();
    expect(host.followed).toEqual(['a.convas']);
    useTabs.getState().reopen();
    expect(host.followed).toEqual(['a.convas', 'b.convas']);
    end();
  });
});

describe('a file that something else writes to', () => {
  const question = () => useConflict.getState().question;
  const answer = async (given: ConflictAnswer): Promise<void> => {
    await vi.waitFor(() => expect(question()).not.toBeNull());
    question()!.answer(given);
  };
  let end: () => void;
  beforeEach(async () => {
    end = followFiles();
    host.files.set('net.convas', textOf('Mine'));
    host.chosen = await host.openRecent('net.convas');
    await openFile();
  });
  afterEach(() => end());

  it('is not written over before the person says so', async () => {
    rename('Edited here');
    host.files.set('net.convas', textOf('Edited there'));
    const saved = saveFile();
    await answer('cancel');
    expect(await saved).toBe(false);
    expect(host.files.get('net.convas')).toBe(textOf('Edited there'));
    expect([state().document.name, isEdited(state())]).toEqual(['Edited here', true]);

    const again = saveFile();
    await answer('overwrite');
    expect(await again).toBe(true);
    expect(host.files.get('net.convas')).toBe(textOf('Edited here'));
    expect(isEdited(state())).toBe(false);
    rename('And on');
    expect(await saveFile()).toBe(true);
  });

  it('is saved under another name instead', async () => {
    rename('Edited here');
    host.files.set('net.convas', textOf('Edited there'));
    const saved = saveFile();
    await answer('save-as');
    expect(await saved).toBe(true);
    // The test's host asks for no name: it takes the one that is suggested.
    expect([state().handle, isEdited(state())]).toEqual(['net.convas', false]);
  });

  it('is loaded again where that is chosen, and what was here comes back with Undo', async () => {
    rename('Edited here');
    host.files.set('net.convas', textOf('Edited there'));
    const saved = saveFile();
    await answer('reload');
    expect(await saved).toBe(false);
    expect([state().document.name, isEdited(state())]).toEqual(['Edited there', false]);
    state().undo();
    expect([state().document.name, isEdited(state())]).toEqual(['Edited here', true]);
    // What was loaded is known now: saving writes over nothing unseen.
    expect(await saveFile()).toBe(true);
  });

  it('is loaded again by itself where nothing would be lost, which is told and can be undone', async () => {
    host.files.set('net.convas', textOf('Edited there'));
    host.notifyFile({});
    await vi.waitFor(() => expect(state().document.name).toBe('Edited there'));
    expect(
      state()
        .notices.map((notice) => sentence(notice))
        .join(' '),
    ).toContain('net.convas was changed on disk by another program');
    expect(isEdited(state())).toBe(false);
    state().undo();
    expect(state().document.name).toBe('Mine');
  });

  it('is left alone, and told of, while there are changes here', async () => {
    rename('Edited here');
    host.files.set('net.convas', textOf('Edited there'));
    host.notifyFile({});
    await vi.waitFor(() => expect(useFile.getState().trouble).toEqual({ kind: 'changed' }));
    expect(state().document.name).toBe('Edited here');
    expect(await reloadFile()).toBe(true);
    expect([useFile.getState().trouble, state().document.name]).toEqual([null, 'Edited there']);
  });

  it('is no longer said to be read again once that is not so', async () => {
    host.files.set('net.convas', textOf('There'));
    host.notifyFile({});
    await vi.waitFor(() => expect(state().document.name).toBe('There'));
    expect(state().notices).toHaveLength(1);
    rename('Edited here');
    host.files.delete('net.convas');
    host.notifyFile({});
    await vi.waitFor(() => expect(useFile.getState().trouble).toEqual({ kind: 'missing' }));
    expect(state().notices).toEqual([]);
  });

  it('is unsaved work again when it is gone, or something unreadable', async () => {
    host.files.delete('net.convas');
    host.notifyFile({});
    await vi.waitFor(() => expect(useFile.getState().trouble).toEqual({ kind: 'missing' }));
    expect([isEdited(state()), host.unsaved]).toEqual([true, false]);
    const saved = saveFile();
    await answer('overwrite');
    expect(await saved).toBe(true);
    expect(isEdited(state())).toBe(false);

    host.files.set('net.convas', '{"format": "con');
    host.notifyFile({});
    await vi.waitFor(() => expect(useFile.getState().trouble?.kind).toBe('unreadable'));
    expect([isEdited(state()), state().document.name]).toEqual([true, 'Mine']);
    // Whoever wrote it is done now.
    host.files.set('net.convas', textOf('Whole'));
    host.notifyFile({});
    await vi.waitFor(() => expect(state().document.name).toBe('Whole'));
    expect([isEdited(state()), useFile.getState().trouble]).toEqual([false, null]);
  });

  it('is not suspected while it is saved here, nor for news that are late', async () => {
    const before = host.files.get('net.convas')!;
    rename('Edited here');
    const saved = saveFile();
    host.notifyFile({ version: before });
    expect(await saved).toBe(true);
    host.notifyFile({ version: before });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([useFile.getState().trouble, state().document.name]).toEqual([null, 'Edited here']);
    expect(state().notices).toEqual([]);
  });

  it('is saved by two presses in a row without a question', async () => {
    rename('One');
    const first = saveFile();
    rename('Two');
    expect(await Promise.all([first, saveFile()])).toEqual([true, true]);
    expect(question()).toBeNull();
    expect(host.files.get('net.convas')).toBe(textOf('Two'));
  });

  it('tells how many others have it open, until the person knows', () => {
    host.notifyFile({ others: 1 });
    expect(useFile.getState()).toMatchObject({ others: 1, knownOthers: 0 });
    useFile.getState().dismissOthers();
    host.notifyFile({ others: 2 });
    expect(useFile.getState()).toMatchObject({ others: 2, knownOthers: 1 });
    host.notifyFile({ others: 0 });
    expect(useFile.getState()).toMatchObject({ others: 0, knownOthers: 0 });
  });
});

/** The page as it is after it was loaded again: what it kept is all that there is. */
function reload(): void {
  const { tabs, open } = useTabs.getState();
  open();
  for (const tab of tabs) useTabs.getState().close(tab, false);
}

describe('drafts', () => {
  afterEach(() => vi.useRealTimers());
  const kept = () => [...host.drafts.values()].map(({ text }) => JSON.parse(text).name);

  it('keeps unsaved work aside, brings it back, and forgets it once saved', async () => {
    vi.useFakeTimers();
    const end = followDrafts();
    rename('Unsaved');
    expect(host.unsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).toEqual(['Unsaved']);
    const [draft] = host.drafts.values();
    end();

    reload();
    await restoreTabs();
    const endAgain = followDrafts();
    expect([state().document.name, isEdited(state()), state().draft]).toEqual(['Unsaved', true, draft!.id]);

    await saveFile();
    await vi.advanceTimersByTimeAsync(1000);
    expect([kept(), host.unsaved]).toEqual([[], false]);
    endAgain();
  });

  it('keeps one for each document: the one that is left is forgotten, never replaced by the next', async () => {
    vi.useFakeTimers();
    const end = followDrafts();
    rename('First');
    await vi.advanceTimersByTimeAsync(1000);
    const [first] = host.drafts.keys();
    state().begin(newDocument('Next'));
    rename('Second');
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).toEqual(['Second']);
    expect(host.drafts.has(first!)).toBe(false);
    end();
  });

  it('knows what its file held, so that a file that went on meanwhile is not written over', async () => {
    vi.useFakeTimers();
    const end = followDrafts();
    host.files.set('net.convas', serializeDocument(newDocument('Old')));
    host.chosen = await host.openRecent('net.convas');
    await openFile();
    rename('Mine');
    await vi.advanceTimersByTimeAsync(1000);
    end();
    vi.useRealTimers();
    host.files.set('net.convas', serializeDocument(newDocument('Newer')));
    reload();
    await restoreTabs();
    expect(names()).toEqual(['Mine']);
    const saved = saveFile();
    await vi.waitFor(() => expect(useConflict.getState().question?.conflict).toBe('changed'));
    useConflict.getState().question!.answer('cancel');
    expect(await saved).toBe(false);
  });

  it('offers what others have left, opens it, and gives back what was discarded', async () => {
    const left = (id: string, name: string): Draft => ({
      id,
      text: serializeDocument(newDocument(name)),
      handle: null,
      name,
      version: null,
      savedAt: '2026-01-01T10:00:00Z',
    });
    host.found = { after: 'crashed', others: [left('a', 'From tab A'), left('b', 'From tab B')] };
    await restoreTabs();
    expect(alerts()).toMatchObject([{ title: 'The window crashed and was loaded again.' }]);
    const offered = () => useRecovery.getState().offers.map(({ name }) => name);
    expect([offered(), state().document.name]).toEqual([['From tab A', 'From tab B'], 'Mine']);

    await discard('a');
    expect([offered(), host.drafts.has('a')]).toEqual([['From tab B'], false]);
    await restoreDiscarded();
    expect([offered(), host.drafts.has('a')]).toEqual([['From tab A', 'From tab B'], true]);

    await recover('b');
    expect([offered(), state().document.name, isEdited(state())]).toEqual([
      ['From tab A'],
      'From tab B',
      true,
    ]);
  });

  it('interrupts nobody who has begun before the host has answered', async () => {
    vi.useFakeTimers();
    const draft = { id: 'a', text: serializeDocument(newDocument('Left')), handle: null, name: 'Left' };
    host.drafts.set('a', { ...draft, version: null, savedAt: '2026-01-01T10:00:00Z' });
    const restoring = restoreTabs();
    rename('Begun and edited');
    await restoring;
    const end = followDrafts();
    expect([state().document.name, names()]).toEqual(['Begun and edited', ['Begun and edited', 'Left']]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).toEqual(['Left', 'Begun and edited']);
    end();
  });

  it('tells where another tab was faster', async () => {
    useRecovery.setState({ offers: [{ id: 'gone', name: 'Gone', savedAt: '2026-01-01T10:00:00Z' }] });
    await recover('gone');
    expect(useRecovery.getState().offers).toEqual([]);
    expect(alerts()).toMatchObject([{ message: 'Another tab has recovered or discarded it.' }]);
  });
});

describe('the tabs of a page that is loaded again', () => {
  afterEach(() => vi.useRealTimers());

  it('are all back, in their order, with their unsaved work, files and templates', async () => {
    vi.useFakeTimers();
    const ends = [followDrafts(), keepTabs()];
    host.files.set('net.convas', textOf('On disk'));
    rename('Edited');
    openTemplate(serializeDocument({ ...templateDocument(), name: 'Template' }));
    await openRecent('net.convas');
    newFile();
    rename('Also edited');
    useTabs.getState().move(activeTab(), 0);
    useTabs.getState().show(useTabs.getState().tabs[2]!);
    const before = names();
    expect(before).toEqual(['Also edited', 'Edited', 'Template', 'On disk']);
    await vi.advanceTimersByTimeAsync(1500);
    for (const end of ends) end();
    reload();

    await restoreTabs();
    expect([names(), state().document.name]).toEqual([before, 'Template']);
    const states = useTabs.getState().tabs.map((tab) => useDocument.of(tab).getState());
    expect(states.map(isEdited)).toEqual([true, true, false, false]);
    expect(states.map(({ handle }) => handle)).toEqual([null, null, null, 'net.convas']);
    // There is nothing to undo: what was done before is not known any more.
    expect(states.every(({ history }) => history.past.length === 0)).toBe(true);
  });

  it('are saved one after the other where the window is to close', async () => {
    const end = followDrafts();
    rename('One');
    newFile();
    rename('Two');
    expect(host.unsaved).toBe(true);
    expect(await saveAllTabs()).toBe(true);
    expect([...host.files.keys()]).toEqual(['One.convas', 'Two.convas']);
    expect(host.unsaved).toBe(false);
    rename('Three');
    host.saveError = 'The disk is full.';
    expect(await saveAllTabs()).toBe(false);
    end();
  });
});
