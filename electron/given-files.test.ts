import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { isModel, isOpenable } from '../src/document/openable.ts';
import { filesIn } from './given-files.ts';

it('takes documents and models from a command line, and nothing else', () => {
  const given = [
    '--lang=pt',
    'a.convas',
    '/b/Model.KERAS',
    '../c.onnx',
    'd.h5',
    'notes.txt',
    '--x.convas',
    '',
  ];
  expect(filesIn(given, '/files/work')).toEqual([
    '/files/work/a.convas',
    '/b/Model.KERAS',
    '/files/c.onnx',
    '/files/work/d.h5',
  ]);
});

it('opens every kind of file that the packages are registered for', () => {
  const config = createRequire(import.meta.url)('../build/electron-builder.cjs') as {
    fileAssociations: readonly { ext: string; role: string; rank?: string }[];
  };
  const registered = config.fileAssociations.map(({ ext }) => ext);
  expect(registered).toEqual(['convas', 'keras', 'onnx']);
  for (const ext of registered) expect(isOpenable(`a.${ext}`) || isModel(`a.${ext}`)).toBe(true);
  // Other programs own these files: Convas offers itself.
  const models = config.fileAssociations.filter(({ ext }) => ext !== 'convas');
  expect(models.map(({ role, rank }) => [role, rank])).toEqual([
    ['Viewer', 'Alternate'],
    ['Viewer', 'Alternate'],
  ]);
});
