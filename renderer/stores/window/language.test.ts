import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { setName } from '../../../src/document/operations/settings.ts';
import { language, setLanguage } from '../../../src/text/language.ts';
import { addItem } from '../../actions/edits.ts';
import { commandContext, labelOf } from '../../commands/context.ts';
import { menuOf } from '../../commands/menu.ts';
import { commandOf } from '../../commands/registry.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost } from '../../testing/testHost.ts';
import { useDocument } from '../document/documentStore.ts';
import { followLanguage } from './languageStore.ts';
import { useWorkspace } from './workspaceStore.ts';

const choose = (choice: 'system' | 'en' | 'pt-BR'): void => useWorkspace.getState().setLanguage(choice);
const prefer = (...tags: string[]): void => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags);
  window.dispatchEvent(new Event('languagechange'));
};

installHost(createTestHost());
followLanguage();
beforeEach(() => {
  installHost(createTestHost());
  choose('system');
  prefer('en-US');
});
afterEach(() => {
  vi.restoreAllMocks();
  setLanguage('en');
});

describe('the language of the page', () => {
  it('follows the system, as it changes, until one is chosen', () => {
    expect([language(), document.documentElement.lang]).toEqual(['en', 'en']);
    prefer('fr', 'pt-PT');
    expect([language(), document.documentElement.lang]).toEqual(['pt-BR', 'pt-BR']);
    choose('en');
    expect([language(), document.documentElement.lang]).toEqual(['en', 'en']);
    prefer('pt-BR');
    expect(language()).toBe('en');
    choose('system');
    expect(language()).toBe('pt-BR');
    prefer('fr', 'de');
    expect(language()).toBe('en');
  });

  it('is the one asked for at the start before that of the system, not before one chosen', () => {
    installHost({ ...createTestHost(), language: 'pt_BR.UTF-8' });
    prefer('en-US');
    expect(language()).toBe('pt-BR');
    choose('en');
    expect(language()).toBe('en');
  });

  it('is remembered', () => {
    choose('pt-BR');
    expect(JSON.parse(localStorage.getItem('convas.workspace')!).state.language).toBe('pt-BR');
  });
});

describe('commands', () => {
  const labels = (): (string | undefined)[] => menuOf(commandContext()).map(({ label }) => label);

  it('have menus and names in the language of the moment', () => {
    expect(labels()).toEqual(['File', 'Edit', 'View', 'Network', 'Train', 'Help']);
    choose('pt-BR');
    expect(labels()).toEqual(['Arquivo', 'Editar', 'Exibir', 'Rede', 'Treinar', 'Ajuda']);
    expect(labelOf(commandOf('edit.find')!, commandContext())).toBe('Localizar camada…');
    expect(commandOf('view.curves')!.keywords?.()).toContain('perda');
  });

  it('name in either language the edit that Undo takes back, whenever it was made', () => {
    useDocument.getState().begin(newDocument('Test'));
    const undo = (): string => labelOf(commandOf('edit.undo')!, commandContext());
    addItem({ kind: 'conv2d' });
    expect(undo()).toBe('Undo Add Conv2D');
    choose('pt-BR');
    expect(undo()).toBe('Desfazer: Adicionar Conv2D');
    const { document: before } = useDocument.getState();
    choose('en');
    expect(useDocument.getState().document).toBe(before);
    useDocument.getState().commit('As an older version said', (document) => setName(document, 'Other'));
    expect(undo()).toBe('Undo As an older version said');
  });
});
