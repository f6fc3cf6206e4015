import { expect, it } from 'vitest';
import { newDocument } from '../../src/document/create.ts';
import { useDocument } from './documentStore.ts';
import { useHeatChoice } from './heatStore.ts';

const measure = () => useHeatChoice.getState().measure;

it('the colors of a document do not show on another, and come back with it', () => {
  const { begin } = useDocument.getState();
  begin(newDocument('one'));
  expect(measure()).toBeNull();
  useHeatChoice.getState().choose('macs');
  useDocument.getState().commit('x', (document) => ({ ...document, description: 'changed' }));
  expect(measure()).toBe('macs');
  begin(newDocument('two'));
  expect(measure()).toBeNull();
  useHeatChoice.getState().choose('params');
  begin(newDocument('one'));
  expect(measure()).toBe('macs');
  useHeatChoice.getState().choose(null);
  begin(newDocument('two'));
  expect(measure()).toBe('params');
  begin(newDocument('one'));
  expect(measure()).toBeNull();
});
