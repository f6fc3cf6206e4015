import type { z } from 'zod';
import { lineAndColumn, maxDepth, syntaxErrorAt, tooDeepAt } from './json.ts';
import { limits } from './limits.ts';
import { checkMigrations, migrate, migrations } from './migrations.ts';
import { openableExtensions } from './openable.ts';
import { type ConvasDocument, currentVersion, documentSchema } from './schema.ts';
import { describeIssue, droppedFields, inspectValues, type JsonObject } from './values.ts';
import { withSoundWires } from './wires.ts';

checkMigrations(migrations, currentVersion);

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly document: ConvasDocument;
      /** Written by a newer Convas: showing it is safe, saving over it would lose what we cannot read. */
      readonly readOnly: boolean;
      /** What was left out or changed on the way in, one sentence each. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly error: string };

const refuse = (error: string): ParsedDocument => ({ ok: false, error });

/**
 * Reads a `.convas` file's text. Never throws; a refusal is one sentence with the field and the way out.
 * Older versions are migrated; unknown kinds of layers are kept as they are.
 */
export function parseDocument(text: string): ParsedDocument {
  const read = readJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if ('error' in read) return refuse(read.error);
  const { value } = read;
  const alien = whyAlien(value);
  if (alien !== null) return refuse(alien);
  const json = value as JsonObject;
  const { version } = json;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse(
      `The field version must be a whole number from 1, not ${JSON.stringify(version) ?? 'missing'}; documents of this Convas have "version": ${currentVersion}.`,
    );

  const notices: string[] = [];
  const values = inspectValues(json);
  if (values.error !== null) return refuse(values.error);
  notices.push(...values.notices);
  if (version > currentVersion) return readNewer(values.value, version, notices);

  const migrated = migrate(values.value, version);
  const parsed = documentSchema.safeParse(migrated);
  if (!parsed.success) return refuse(describeIssue(parsed.error.issues[0]!, migrated));
  notices.push(...droppedFields(migrated, parsed.data));
  return finish(parsed.data, false, notices);
}

function readJson(text: string): { value: unknown } | { error: string } {
  if (text.length > limits.file)
    return {
      error: `The file holds ${text.length} characters, more than the ${limits.file} that a document may have; is it a Convas document?`,
    };
  if (text.trim() === '') return { error: 'The file is empty: there is no document in it.' };
  const deep = tooDeepAt(text);
  if (deep !== null)
    return {
      error: `The file nests deeper than ${maxDepth} levels at ${lineAndColumn(text, deep)}; a Convas document does not, so this is another kind of file or a damaged one.`,
    };
  try {
    return { value: JSON.parse(text) };
  } catch {
    const at = syntaxErrorAt(text);
    const place = lineAndColumn(text, at?.offset ?? text.length);
    return {
      error: at?.cutShort
        ? `The file ends too early, at ${place}: the rest of it is missing. Open an older copy, or the draft that was kept.`
        : `The file is not valid JSON at ${place}: mend it there in a text editor, or open an older copy.`,
    };
  }
}

/** Why a value is not a document of ours, and what it may be instead; null when it is one. */
function whyAlien(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'This is not a Convas document: it holds no JSON object.';
  if ('format' in value && value.format === 'convas') return null;
  if ('modelTopology' in value)
    return `This is not a Convas document: it looks like a TensorFlow.js model (model.json). Convas opens ${openableExtensions.join(', ')} files only.`;
  if ('class_name' in value || 'keras_version' in value)
    return `This is not a Convas document: it looks like the configuration of a Keras model. Convas opens ${openableExtensions.join(', ')} files only.`;
  return 'This is not a Convas document: it lacks "format": "convas".';
}

const lists = ['layers', 'edges', 'notes', 'blocks'] as const;

/** Takes what today's schema understands of a newer document, element by element. */
function readNewer(json: JsonObject, version: number, notices: string[]): ParsedDocument {
  const word = `This document was written by a newer Convas (version ${version}; this one reads up to ${currentVersion}). It opens read-only: update Convas to edit it.`;
  const kept: JsonObject = { ...json, version: currentVersion };
  let left = 0;
  for (const list of lists) {
    const all = Array.isArray(json[list]) ? json[list] : [];
    const element: z.ZodType = documentSchema.shape[list].element;
    const understood = all.filter((item) => element.safeParse(item).success);
    left += all.length - understood.length;
    kept[list] = understood;
  }
  for (const field of ['data', 'training'] as const)
    if (!documentSchema.shape[field].safeParse(kept[field]).success)
      kept[field] = field === 'data' ? null : {};
  const parsed = documentSchema.safeParse(kept);
  if (!parsed.success)
    return refuse(
      `This document was written by a newer Convas (version ${version}; this one reads up to ${currentVersion}) and cannot be shown here: update Convas to open it.`,
    );
  const parts =
    left === 1
      ? 'One part of it is not understood here and not'
      : `${left} parts of it are not understood here and not`;
  return finish(parsed.data, true, [word, ...(left > 0 ? [`${parts} shown.`] : []), ...notices]);
}

function finish(document: ConvasDocument, readOnly: boolean, notices: string[]): ParsedDocument {
  const duplicate = findDuplicate(document);
  if (duplicate !== null) return refuse(duplicate);
  const sound = withSoundWires(document);
  return { ok: true, document: sound.document, readOnly, notices: [...notices, ...sound.notices] };
}

/** Two things with one id, named; ids of layers and notes share one space, as both lie on the canvas. */
function findDuplicate(document: ConvasDocument): string | null {
  const blocks = document.blocks.map((block, index) => ({
    id: block.id,
    what: `blocks[${index}] ("${block.name}")`,
  }));
  return (
    duplicateOf(partsOf(document, '')) ??
    duplicateOf(blocks) ??
    document.blocks.reduce<string | null>(
      (found, block, index) => found ?? duplicateOf(partsOf(block, `blocks[${index}].`)),
      null,
    )
  );
}

interface Named {
  readonly id: string;
  readonly what: string;
}

function partsOf(
  { layers, notes, edges }: Pick<ConvasDocument, 'layers' | 'notes' | 'edges'>,
  where: string,
): Named[] {
  return [
    ...layers.map(({ id, name }, index) => ({ id, what: `${where}layers[${index}] ("${name}")` })),
    ...notes.map(({ id }, index) => ({ id, what: `${where}notes[${index}]` })),
    ...edges.map(({ id }, index) => ({ id: `edge ${id}`, what: `${where}edges[${index}]` })),
  ];
}

function duplicateOf(things: readonly Named[]): string | null {
  const seen = new Map<string, string>();
  for (const { id, what } of things) {
    const other = seen.get(id);
    if (other !== undefined)
      return `${other} and ${what} have the same id "${id.replace(/^edge /, '')}": give one of them another id.`;
    seen.set(id, what);
  }
  return null;
}
