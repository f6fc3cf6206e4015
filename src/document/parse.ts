import type { z } from 'zod';
import { type Message, message, type Text } from '../text/message.ts';
import { allWritten } from '../training/settings.ts';
import { lineAndColumn, maxDepth, syntaxErrorAt, tooDeepAt } from './json.ts';
import { limits } from './limits.ts';
import { checkMigrations, migrate, migrations } from './migrations.ts';
import { openableExtensions } from './openable.ts';
import { type ConvasDocument, currentVersion, writtenDocumentSchema } from './schema.ts';
import { describeIssue, droppedFields, inspectValues, type JsonObject } from './values.ts';
import { withSoundWires } from './wires.ts';

checkMigrations(migrations, currentVersion);

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly document: ConvasDocument;
      /** Written by a newer Convas: showing it is safe, saving over it would lose what we cannot read. */
      readonly readOnly: boolean;
      /** What was left out or changed on the way in. */
      readonly notices: readonly Text[];
    }
  | { readonly ok: false; readonly error: Text };

const refuse = (error: Text): ParsedDocument => ({ ok: false, error });

/**
 * Reads a `.convas` file's text. Never throws; a refusal reports the field and the way out.
 * Older versions are migrated; unknown kinds of layers are kept as they are.
 */
export function parseDocument(text: string): ParsedDocument {
  const read = readJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if ('error' in read) return refuse(read.error);
  const { value } = read;
  const alien = whyNotDocument(value);
  if (alien !== null) return refuse(alien);
  const json = value as JsonObject;
  const { version } = json;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse(
      message('document.version', { found: JSON.stringify(version) ?? null, current: currentVersion }),
    );

  const notices: Text[] = [];
  const values = inspectValues(json);
  if (values.error !== null) return refuse(values.error);
  notices.push(...values.notices);
  if (version > currentVersion) return readNewer(values.value, version, notices);

  const migrated = migrate(values.value, version);
  const parsed = writtenDocumentSchema.safeParse(migrated);
  if (!parsed.success) return refuse(describeIssue(parsed.error.issues[0]!, migrated));
  const { training } = parsed.data;
  notices.push(...droppedFields(migrated, { ...parsed.data, training: allWritten(training) }));
  return finish(parsed.data, false, notices);
}

/** How UTF-16 that begins with a brace, after a byte order mark or not, looks where it was read as UTF-8. */
const utf16 = /^\ufffd{0,2}(\{\0|\0\{)/;

function readJson(text: string): { value: unknown } | { error: Message } {
  if (text.length > limits.file)
    return { error: message('document.file-too-long', { length: text.length, most: limits.file }) };
  if (text.trim() === '') return { error: message('document.file-empty') };
  const deep = tooDeepAt(text);
  if (deep !== null)
    return { error: message('document.file-too-deep', { most: maxDepth, ...lineAndColumn(text, deep) }) };
  try {
    return { value: JSON.parse(text) };
  } catch {
    const at = syntaxErrorAt(text);
    if (utf16.test(text)) return { error: message('document.other-encoding') };
    // A picture or weights: there is nothing in it that a person could mend.
    if (at && !at.cutShort && text.slice(0, at.offset).trim() === '')
      return { error: message('document.other-kind', { extensions: openableExtensions }) };
    const place = lineAndColumn(text, at?.offset ?? text.length);
    return { error: message(at?.cutShort ? 'document.file-ends-early' : 'document.not-json', place) };
  }
}

/** Why a value is not a document of ours, and what it may be instead; null when it is one. */
function whyNotDocument(value: unknown): Message | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return message('document.no-object');
  if ('format' in value && value.format === 'convas') return null;
  const extensions = openableExtensions;
  if ('modelTopology' in value) return message('document.is-tensorflowjs', { extensions });
  if ('class_name' in value || 'keras_version' in value) return message('document.is-keras', { extensions });
  return message('document.no-format');
}

const lists = ['layers', 'edges', 'notes', 'blocks'] as const;

/** Takes what today's schema understands of a newer document, element by element. */
function readNewer(json: JsonObject, version: number, notices: Text[]): ParsedDocument {
  const versions = { version, current: currentVersion };
  const kept: JsonObject = { ...json, version: currentVersion };
  let left = 0;
  for (const list of lists) {
    const all = Array.isArray(json[list]) ? json[list] : [];
    const element: z.ZodType = writtenDocumentSchema.shape[list].element;
    const understood = all.filter((item) => element.safeParse(item).success);
    left += all.length - understood.length;
    kept[list] = understood;
  }
  for (const field of ['data', 'training'] as const)
    if (!writtenDocumentSchema.shape[field].safeParse(kept[field]).success)
      kept[field] = field === 'data' ? null : {};
  const parsed = writtenDocumentSchema.safeParse(kept);
  if (!parsed.success) return refuse(message('document.newer-unreadable', versions));
  const word = message('document.newer', versions);
  const parts = left > 0 ? [message('document.parts-left-out', { count: left })] : [];
  return finish(parsed.data, true, [word, ...parts, ...notices]);
}

function finish(document: ConvasDocument, readOnly: boolean, notices: Text[]): ParsedDocument {
  const duplicate = findDuplicate(document);
  if (duplicate !== null) return refuse(duplicate);
  const sound = withSoundWires(document);
  return { ok: true, document: sound.document, readOnly, notices: [...notices, ...sound.notices] };
}

/** Two things with one id, named; ids of layers and notes share one space, as both lie on the canvas. */
function findDuplicate(document: ConvasDocument): Message | null {
  const blocks = document.blocks.map((block, index) => ({
    id: block.id,
    what: `blocks[${index}] ("${block.name}")`,
  }));
  return (
    duplicateOf(partsOf(document, '')) ??
    duplicateOf(blocks) ??
    document.blocks.reduce<Message | null>(
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

function duplicateOf(things: readonly Named[]): Message | null {
  const seen = new Map<string, string>();
  for (const { id, what } of things) {
    const other = seen.get(id);
    if (other !== undefined)
      return message('document.duplicate-id', { first: other, second: what, id: id.replace(/^edge /, '') });
    seen.set(id, what);
  }
  return null;
}
