import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';

/*
 * A document in the address of a page, behind the hash, which browsers send to no server: JSON without spaces, deflated,
 * in the letters of base64url.
 */

const key = 'doc';
/** Letters that are read: no one sends longer links, and they cannot become more than some megabytes. */
const longest = 64 * 1024;

const toLetters = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const fromLetters = (letters: string): Uint8Array => {
  const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
};

/** @param page the address of a page of Convas; what stands behind its hash is replaced */
export function linkOf(document: ConvasDocument, page: string): string {
  const text = JSON.stringify(JSON.parse(serializeDocument(document)));
  return `${page.replace(/#.*$/s, '')}#${key}=${toLetters(deflateSync(strToU8(text), { level: 9 }))}`;
}

/** The text of the document in an address; null where there is none. @throws Error where it is damaged or too long */
export function textInLink(hash: string): string | null {
  const letters = new URLSearchParams(hash.replace(/^#/, '')).get(key);
  if (letters === null) return null;
  if (letters.length > longest) throw new RangeError();
  return strFromU8(inflateSync(fromLetters(letters)));
}
