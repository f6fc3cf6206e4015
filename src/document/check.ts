import { type Message, message, type Text } from '../text/message.ts';
import { EditError } from './edit-error.ts';
import { maxDepth } from './json.ts';
import { limits } from './limits.ts';
import { blockDefinitionSchema, type ConvasDocument, documentSchema } from './schema.ts';
import { describeIssue } from './values.ts';

/** Levels that a layer inside of a block takes of what a file may nest, its parameters' own left out. */
const outerDepth = 8;

/** What stands in a JSON value that JSON would not give back; null where nothing does. */
function invalidPartOf(subject: Text, value: unknown, depth: number, most = depth): Message | null {
  if (depth < 0) return message('document.value-too-deep', { subject, most });
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? null
      : message('document.value-not-finite', { subject, value: String(value) });
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value !== 'object') return message('document.value-type', { subject, type: typeof value });
  if (Object.hasOwn(value, '__proto__'))
    return message('document.value-field', { subject, name: '__proto__' });
  for (const inner of Object.values(value)) {
    const flaw = invalidPartOf(subject, inner, depth - 1, most);
    if (flaw !== null) return flaw;
  }
  return null;
}

/**
 * Refuses a parameter's value that a file could not give back.
 * @throws EditError not finite, nested deeper than `limits.valueDepth`, no JSON, a name that no field can have
 */
export function requireValue(name: string, value: unknown): void {
  if (name === '__proto__') throw new EditError(message('document.parameter-name', { name }));
  const flaw = invalidPartOf(message('document.value-of', { name }), value, limits.valueDepth);
  if (flaw !== null) throw new EditError(flaw);
}

/** Parts of documents that were found good: edits share what they do not touch, so that little is looked at twice. */
const checkedParts = new WeakSet<object>();

interface Schema {
  safeParse(value: unknown): { success: true } | { success: false; error: { issues: readonly unknown[] } };
}

/** What a schema or JSON has against a part, null for nothing. */
function faultOf(schema: Schema, part: object): Text | null {
  if (checkedParts.has(part)) return null;
  const parsed = schema.safeParse(part);
  if (!parsed.success) return describeIssue(parsed.error.issues[0] as never, part);
  const flaw = invalidPartOf(message('document.a-value'), part, maxDepth - outerDepth);
  if (flaw !== null) return flaw;
  checkedParts.add(part);
  return null;
}

function invalidIn(schema: Schema, parts: readonly object[]): Text | null {
  if (checkedParts.has(parts)) return null;
  for (const part of parts) {
    const fault = faultOf(schema, part);
    if (fault !== null) return fault;
  }
  checkedParts.add(parts);
  return null;
}

const { layers, edges, notes, training } = documentSchema.shape;
const head = documentSchema.pick({ format: true, version: true, name: true, description: true, data: true });
const blockHead = blockDefinitionSchema.omit({ layers: true, edges: true, notes: true });

type Part = Pick<ConvasDocument, 'layers' | 'edges' | 'notes'>;

const faultOfPart = (part: Part): Text | null =>
  invalidIn(layers.element, part.layers) ??
  invalidIn(edges.element, part.edges) ??
  invalidIn(notes.element, part.notes);

function faultOfBlocks(blocks: ConvasDocument['blocks']): Text | null {
  if (checkedParts.has(blocks)) return null;
  for (const block of blocks) {
    if (checkedParts.has(block)) continue;
    const { layers: _layers, edges: _edges, notes: _notes, ...own } = block;
    const fault = faultOf(blockHead, own) ?? faultOfPart(block);
    if (fault !== null) return fault;
    checkedParts.add(block);
  }
  checkedParts.add(blocks);
  return null;
}

/**
 * Why a file could not hold the document; null where it can. Parts that were looked at before, and
 * found good, cost nothing: it may be asked after every edit.
 */
export function whyNotStorable(document: ConvasDocument): Text | null {
  const { format, version, name, description, data } = document;
  const known = head.safeParse({ format, version, name, description, data });
  if (!known.success) return describeIssue(known.error.issues[0]!, document);
  return faultOfPart(document) ?? faultOfBlocks(document.blocks) ?? faultOf(training, document.training);
}
