import { beforeAll, describe, expect, it } from 'vitest';
import { newDocument } from '../../src/document/create.ts';
import { setName } from '../../src/document/operations/settings.ts';
import { resolveText } from '../../src/text/lazy-text.ts';
import { installHost } from '../host/current.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { createTestHost } from '../testing/testHost.ts';
import { commandGroups } from './command.ts';
import { commandContext, isEnabled, labelOf, perform, titleOf } from './context.ts';
import { menuOf } from './menu.ts';
import { commandOf, commands } from './registry.ts';
import { acceleratorOf, keysOf, shortcutsOf } from './shortcut.ts';

beforeAll(() => installHost(createTestHost()));

describe('the commands', () => {
  it('have ids and keys of their own', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = commands.flatMap(shortcutsOf).map((shortcut) => shortcut.toLowerCase());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are all in the menu, under their group, with what can be done now', () => {
    useDocument.getState().begin(newDocument('Test'));
    const menu = menuOf(commandContext());
    const items = menu.flatMap((item) => item.submenu ?? []);
    const listed = items.flatMap(({ command }) => command ?? []);
    const byGroup = commandGroups.flatMap((group) => commands.filter((command) => command.group === group));
    expect(listed).toEqual(byGroup.filter(({ inMenu }) => inMenu !== false).map(({ id }) => id));
    expect(items.find(({ command }) => command === 'edit.undo')).toMatchObject({
      label: 'Undo',
      enabled: false,
    });
    expect(items.find(({ command }) => command === 'file.save')).toMatchObject({
      accelerator: 'CmdOrCtrl+S',
    });
  });

  it('say what they would do, and do nothing when they cannot', () => {
    useDocument.getState().begin(newDocument('Test'));
    const undo = commandOf('edit.undo')!;
    perform(undo);
    expect(isEnabled(undo, commandContext())).toBe(false);
    useDocument.getState().commit('Rename', (document) => setName(document, 'Other'));
    expect(labelOf(undo, commandContext())).toBe('Undo Rename');
    expect(titleOf(undo)).toBe('Undo');
    perform(undo);
    expect(useDocument.getState().document.name).toBe('Test');
  });

  it('turn a failure into words above the work', async () => {
    useWorkspace.setState({ alerts: [] });
    const failing = () => Promise.reject(new Error('No such thing.'));
    perform({ id: 'test.fail', group: 'help', label: () => 'Fail', perform: failing });
    await Promise.resolve();
    await Promise.resolve();
    expect(
      useWorkspace.getState().alerts.map(({ title, message }) => [resolveText(title), resolveText(message)]),
    ).toEqual([['Fail', 'No such thing.']]);
  });
});

describe('shortcuts', () => {
  it('read as people and as Electron write them', () => {
    expect(keysOf('mod+shift+S', false)).toEqual(['Ctrl', 'Shift', 'S']);
    expect(keysOf('mod+K', true)).toEqual(['⌘', 'K']);
    expect(acceleratorOf('mod+alt+n')).toBe('CmdOrCtrl+Alt+N');
  });
});
