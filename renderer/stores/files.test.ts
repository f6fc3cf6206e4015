import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../src/document/create.ts';
import { setName } from '../../src/document/operations/settings.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { installHost } from '../host/current.ts';
import { createTestHost, type TestHost } from '../testing/testHost.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { followDrafts, restoreDraft } from './drafts.ts';
import { newFile, openFile, openTemplate, saveFile } from './files.ts';
import { useGuard } from './guardStore.ts';
import { useWorkspace } from './workspaceStore.ts';

let host: TestHost;
const state = () => useDocument.getState();
const rename = (name: string) => state().commit('Rename', (document) => setName(document, name));
const file = (text: string) => ({ handle: 'h1', name: 'net.convas', text, readOnly: false });
const guardAppears = () => vi.waitFor(() => expect(useGuard.getState().question).not.toBeNull());

beforeEach(() => {
  host = createTestHost();
  installHost(host);
  state().begin(newDocument('Mine'));
  useWorkspace.setState({ alerts: [] });
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
    expect(useWorkspace.getState().alerts).toMatchObject([{ message: host.saveError }]);
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
    for (const { message } of useWorkspace.getState().alerts) expect(message).not.toMatch(/undefined|Error/);
  });

  it('opens a document of a newer version read-only', async () => {
    const newer = { ...newDocument('Newer'), version: 99, tomorrow: true };
    host.chosen = file(JSON.stringify(newer));
    await openFile();
    expect([state().document.name, state().readOnly]).toEqual(['Newer', true]);
    expect(state().notices.join(' ')).toContain('newer');
  });

  it('asks before unsaved work goes, and obeys each answer', async () => {
    rename('Precious');
    const cancelled = newFile();
    await guardAppears();
    useGuard.getState().question!.answer('cancel');
    await cancelled;
    expect(state().document.name).toBe('Precious');

    const saved = openTemplate(serializeDocument(newDocument('Template')));
    await guardAppears();
    useGuard.getState().question!.answer('save');
    await saved;
    expect(host.files.get('Precious.convas')).toContain('Precious');
    expect(state().document.name).toBe('Template');

    rename('Scribble');
    const discarded = newFile();
    await guardAppears();
    useGuard.getState().question!.answer('discard');
    await discarded;
    expect(state().document.layers).toEqual([]);
    expect(host.files.size).toBe(1);
  });
});

describe('drafts', () => {
  afterEach(() => vi.useRealTimers());

  it('keeps unsaved work aside, brings it back, and forgets it once saved', async () => {
    vi.useFakeTimers();
    const end = followDrafts();
    rename('Unsaved');
    expect(host.unsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.draft?.text).toContain('Unsaved');

    state().begin(newDocument('After the crash'));
    expect(await restoreDraft()).toBe(true);
    expect([state().document.name, isEdited(state())]).toEqual(['Unsaved', true]);

    await saveFile();
    await vi.advanceTimersByTimeAsync(1000);
    expect([host.draft, host.unsaved]).toEqual([null, false]);
    end();
  });
});
