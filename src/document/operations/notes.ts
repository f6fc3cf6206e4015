import { clampNoteSize, clampPosition, clip, limits } from '../limits.ts';
import { freshIds } from '../names.ts';
import type { ConvasDocument, Note } from '../schema.ts';
import type { Size } from './arrange.ts';
import type { Position } from './layers.ts';

export const defaultNoteSize: Size = { width: 240, height: 96 };

export function addNote(
  document: ConvasDocument,
  text: string,
  position: Position,
  size: Size = defaultNoteSize,
): { document: ConvasDocument; id: string } {
  const id = freshIds(document, 'note')();
  const note: Note = {
    id,
    text: clip(text, limits.text),
    position: clampPosition(position),
    size: clampNoteSize(size),
  };
  return { document: { ...document, notes: [...document.notes, note] }, id };
}

/** Changes a note's text or size; both become what a file may hold. */
export function editNote(
  document: ConvasDocument,
  id: string,
  change: { readonly text?: string; readonly size?: Size },
): ConvasDocument {
  const notes = document.notes.map((note) =>
    note.id === id
      ? {
          ...note,
          text: change.text === undefined ? note.text : clip(change.text, limits.text),
          size: change.size ? clampNoteSize(change.size) : note.size,
        }
      : note,
  );
  return document.notes.some((note) => note.id === id) ? { ...document, notes } : document;
}

export function removeNotes(document: ConvasDocument, ids: Iterable<string>): ConvasDocument {
  const gone = new Set(ids);
  const notes = document.notes.filter((note) => !gone.has(note.id));
  return notes.length === document.notes.length ? document : { ...document, notes };
}
