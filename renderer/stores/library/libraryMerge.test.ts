import { expect, it } from 'vitest';
import { type LibraryBlock, mergeLibraries } from './libraryMerge.ts';

const block = (id: string, name: string, text = `text of ${name}`): LibraryBlock => ({ id, name, text });
const residual = block('1', 'Residual');
const inception = block('2', 'Inception');
const dense = block('2', 'Dense');

it.each<
  [string, readonly LibraryBlock[], readonly LibraryBlock[], readonly LibraryBlock[], readonly LibraryBlock[]]
>([
  [
    'keeps what each has added',
    [residual],
    [residual, inception],
    [residual, dense],
    [residual, dense, block('3', 'Inception')],
  ],
  [
    'takes what both have added once',
    [],
    [inception],
    [block('7', 'Same', inception.text)],
    [block('7', 'Same', inception.text)],
  ],
  [
    'removes what was removed here',
    [residual, inception],
    [inception],
    [residual, inception, block('3', 'New')],
    [inception, block('3', 'New')],
  ],
  [
    'leaves removed what they have removed',
    [residual, inception],
    [residual, inception],
    [inception],
    [inception],
  ],
  [
    'keeps what was removed here and renamed there',
    [residual],
    [],
    [block('1', 'Skip', residual.text)],
    [block('1', 'Skip', residual.text)],
  ],
  [
    'renames what was renamed here',
    [residual],
    [block('1', 'Skip', residual.text)],
    [residual, dense],
    [block('1', 'Skip', residual.text), dense],
  ],
  [
    'takes a name that was given there',
    [residual],
    [residual],
    [block('1', 'Skip', residual.text)],
    [block('1', 'Skip', residual.text)],
  ],
  [
    'does not take one for the other where both used an id',
    [],
    [inception],
    [dense],
    [dense, block('3', 'Inception')],
  ],
])('%s', (_what, base, mine, theirs, merged) => {
  expect(mergeLibraries(base, mine, theirs)).toEqual(merged);
});
