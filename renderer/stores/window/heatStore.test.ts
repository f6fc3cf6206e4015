import { beforeEach, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { useDocument } from '../document/documentStore.ts';
import { useHeatChoice } from './heatStore.ts';

const measure = () => useHeatChoice.getState().measure;
const { begin, markSaved, commit } = useDocument.getState();

beforeEach(() => sessionStorage.clear());

it('the colors of a file do not show on another document, and come back with it', () => {
  begin(newDocument('one'), { handle: '/one', fileName: 'one.convas' });
  expect(measure()).toBeNull();
  useHeatChoice.getState().choose('macs');
  commit('x', (document) => ({ ...document, description: 'changed' }));
  expect(measure()).toBe('macs');
  begin(newDocument('two'), { handle: '/two', fileName: 'two.convas' });
  expect(measure()).toBeNull();
  useHeatChoice.getState().choose('params');
  begin(newDocument('one'), { handle: '/one', fileName: 'one.convas' });
  expect(measure()).toBe('macs');
  useHeatChoice.getState().choose(null);
  begin(newDocument('two'), { handle: '/two', fileName: 'two.convas' });
  expect(measure()).toBe('params');
  begin(newDocument('one'), { handle: '/one', fileName: 'one.convas' });
  expect(measure()).toBeNull();
});

it('two documents of one name that have no file are two documents', () => {
  begin(newDocument('Untitled'));
  useHeatChoice.getState().choose('macs');
  begin(newDocument('Untitled'));
  expect(measure()).toBeNull();
});

it('a document keeps its colors when it is saved under a name', () => {
  begin(newDocument('new'));
  useHeatChoice.getState().choose('macs');
  const { document } = useDocument.getState();
  markSaved(document, { handle: '/new', name: 'new.convas', version: 'v' });
  expect(measure()).toBe('macs');
  begin(newDocument('other'));
  begin(document, { handle: '/new', fileName: 'new.convas' });
  expect(measure()).toBe('macs');
});

it('a reloaded page has them with the draft that it restores', async () => {
  begin(newDocument('drawn'), { draft: 'draft-1' });
  useHeatChoice.getState().choose('params');
  vi.resetModules();
  const reloaded = await import('./heatStore.ts');
  const documents = await import('../document/documentStore.ts');
  expect(reloaded.useHeatChoice.getState().measure).toBeNull();
  documents.useDocument.getState().begin(newDocument('drawn'), { draft: 'draft-1', edited: true });
  expect(reloaded.useHeatChoice.getState().measure).toBe('params');
});
