import { beforeEach, describe, expect, it } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { limits } from '../../../src/document/limits.ts';
import { addLayer } from '../../../src/document/operations/layers.ts';
import { setName, setTraining } from '../../../src/document/operations/settings.ts';
import { resolveText } from '../../../src/text/lazy-text.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { useAnalysis } from './analysisStore.ts';
import { isEdited, redoLabel, undoLabel, useDocument } from './documentStore.ts';
import { useOpen } from './openStore.ts';

const state = () => useDocument.getState();

describe('the document store', () => {
  beforeEach(() => state().begin(newDocument('Test')));

  it('commits, undoes and redoes, and knows whether it is saved', () => {
    expect(isEdited(state())).toBe(false);
    expect(state().commit('Rename', (document) => setName(document, 'Other'))).toBe(true);
    expect([state().document.name, isEdited(state()), undoLabel(state())]).toEqual(['Other', true, 'Rename']);
    state().undo();
    expect([state().document.name, isEdited(state()), redoLabel(state())]).toEqual(['Test', false, 'Rename']);
    state().redo();
    state().markSaved(state().document, { handle: 'handle', name: 'other.convas', version: 'v' });
    expect([isEdited(state()), state().fileName]).toEqual([false, 'other.convas']);
    state().undo();
    expect(isEdited(state())).toBe(true);
  });

  it('makes one step of the edits of a field, until the field is left', () => {
    for (const name of ['a', 'ab', 'abc'])
      state().commit('Rename', (document) => setName(document, name), 'document.name');
    state().seal();
    state().commit('Rename', (document) => setName(document, 'abcd'), 'document.name');
    state().undo();
    expect(state().document.name).toBe('abc');
    state().undo();
    expect(state().document.name).toBe('Test');
  });

  it('leaves no step where nothing changed, and no change where it is read-only', () => {
    expect(state().commit('Nothing', (document) => document)).toBe(false);
    expect(undoLabel(state())).toBeNull();
    state().begin(newDocument('Newer'), { readOnly: true });
    expect(state().commit('Rename', (document) => setName(document, 'x'))).toBe(false);
    expect(state().document.name).toBe('Newer');
  });

  it('makes no change that no file could hold, and tells why', () => {
    const before = state().document;
    const widened = (document: typeof before) => ({ ...document, name: 'n'.repeat(limits.name + 1) });
    expect(state().commit('Widen', widened)).toBe(false);
    expect(state().commit('Train', (document) => setTraining(document, { epochs: 0 }))).toBe(false);
    expect(state().document).toBe(before);
    expect(useWorkspace.getState().alerts.map(({ message }) => resolveText(message))).toEqual([
      'The field name may have at most 200 characters, but it is longer.',
      'The field epochs must be at least 1, but it is 0.',
    ]);
  });

  it('keeps the analysis in step with the document, within the same tick', () => {
    state().commit('Add', (document) => addLayer(document, 'dense', { x: 0, y: 0 }).document);
    const { analysis } = useAnalysis.getState();
    const { problemsByLayer } = useOpen.getState();
    expect(analysis.layers.map((layer) => layer.kind)).toEqual(['dense']);
    expect([...problemsByLayer.keys()]).toContain(state().document.layers[0]!.id);
    state().undo();
    expect(useAnalysis.getState().analysis.layers).toEqual([]);
  });
});
