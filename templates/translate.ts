import { parseDocument } from '../src/document/parse.ts';
import { serializeDocument } from '../src/document/serialize.ts';
import type { TemplateText } from '../src/text/members/templates/template-text.ts';
import { TextError } from '../src/text/text-error.ts';

/** A template's file with other words: its name, what describes it and its blocks, and its notes. */
export function translated(
  file: string,
  name: string,
  { description, notes = [], blocks = {} }: NonNullable<TemplateText['contents']>,
): string {
  const parsed = parseDocument(file);
  if (!parsed.ok) throw new TextError(parsed.error);
  const { document } = parsed;
  return serializeDocument({
    ...document,
    name,
    description,
    notes: document.notes.map((note, at) => ({ ...note, text: notes[at] ?? note.text })),
    blocks: document.blocks.map((block) => ({ ...block, ...blocks[block.name] })),
  });
}
