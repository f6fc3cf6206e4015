import { message } from '../text/message.ts';
import { writtenSettings } from '../training/settings.ts';
import { EditError } from './edit-error.ts';
import { limits } from './limits.ts';
import type { ConvasDocument } from './schema.ts';

const lineWidth = 100;
const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** JSON with what fits a line on one line, so that a layer is a few lines and a change a small diff. */
function write(value: unknown, indent: string, before: number): string {
  const line = JSON.stringify(value);
  if (!isContainer(value)) return line;
  const spaced = spacedLine(value);
  if (spaced !== null && indent.length + before + spaced.length <= lineWidth) return spaced;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => deeper + write(item, deeper, 1)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `;
    return deeper + name + write(item, deeper, name.length + 1);
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

/** On one line with spaces, as a person would write it; null for what nests deeper than two levels. */
function spacedLine(value: unknown, level = 0): string | null {
  if (!isContainer(value)) return JSON.stringify(value);
  if (level > 1) return null;
  const parts: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const text = spacedLine(item, level + 1);
    if (text === null) return null;
    parts.push(Array.isArray(value) ? text : `${JSON.stringify(key)}: ${text}`);
  }
  if (Array.isArray(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Records of parameters have no order of their own: sorted, the same document gives the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isContainer(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

type Part = Pick<ConvasDocument, 'layers' | 'edges' | 'notes'>;

/** Layers, wires and notes with their fields in order: of a document, or of a block's inside. */
function orderedPart({ layers, edges, notes }: Part) {
  return {
    layers: layers.map(({ id, kind, name, params, position: { x, y }, block, bypassed, searchSpace }) => ({
      id,
      kind,
      name,
      ...(block && { block: { definition: block.definition, repeat: block.repeat } }),
      ...(bypassed !== undefined && { bypassed }),
      ...(searchSpace && { searchSpace: sorted(searchSpace) }),
      params: sorted(params),
      position: { x, y },
    })),
    edges: edges.map(({ id, source, target }) => ({ id, source, target })),
    notes: notes.map(({ id, text, position: { x, y }, size: { width, height } }) => ({
      id,
      text,
      position: { x, y },
      size: { width, height },
    })),
  };
}

/**
 * The text of a `.convas` file: fields in a fixed order, records sorted, a newline at the end.
 * `parseDocument` of it gives an equal document.
 * @throws EditError where it would be longer than a file may be
 */
export function serializeDocument(document: ConvasDocument): string {
  const { format, version, name, description, blocks, data, training } = document;
  const ordered = {
    format,
    version,
    name,
    description,
    ...orderedPart(document),
    blocks: blocks.map((block) => ({
      id: block.id,
      name: block.name,
      description: block.description,
      parameters: block.parameters.map((parameter) => ({
        name: parameter.name,
        default: sorted(parameter.default),
      })),
      ...orderedPart(block),
    })),
    data: data && {
      dataset: data.dataset,
      preprocessing: data.preprocessing.map(({ step, params, off }) => ({
        step,
        params: sorted(params),
        ...(off && { off }),
      })),
      target: data.target,
    },
    training: sorted(writtenSettings(training)),
  };
  const text = `${write(ordered, '', 0)}\n`;
  if (text.length > limits.file)
    throw new EditError(message('document.too-long-to-save', { length: text.length, most: limits.file }));
  return text;
}
