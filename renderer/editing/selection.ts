import type { ConvasDocument } from '../../src/document/schema.ts';
import { lookup } from './lookup.ts';

/** What is selected, by its id in the part that is open. Session state: never in the document, never undone. */
export interface Selection {
  readonly layers: readonly string[];
  readonly edges: readonly string[];
  readonly notes: readonly string[];
}

/** The layers and notes of a selection: what can be copied, moved and aligned. */
export const chosenIds = ({ layers, notes }: Pick<Selection, 'layers' | 'notes'>): string[] => [
  ...layers,
  ...notes,
];

/** The layers and notes among these ids, as a selection. */
export function selectionOf(document: ConvasDocument, ids: readonly string[]): Omit<Selection, 'edges'> {
  const { layers, notes } = lookup(document);
  return { layers: ids.filter((id) => layers.has(id)), notes: ids.filter((id) => notes.has(id)) };
}
