import { serializeDocument } from '../../src/document/serialize.ts';
import { builders } from './all.ts';

/** The text of every template's file, by its name. */
export function templateTexts(): Map<string, string> {
  return new Map(Object.entries(builders).map(([id, build]) => [`${id}.convas`, serializeDocument(build())]));
}
