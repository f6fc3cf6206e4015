import { inflateSync } from 'node:zlib';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { documentKeyword } from '../figure/png.ts';
import type { Importer } from '../importer.ts';
import { modelOfCarried, readCarried } from '../restore.ts';

/** Bytes of a document: far more than any has. */
const maxBytes = 64 * 1024 * 1024;

/** @returns null for what is packed wrongly, or becomes more than any document */
function inflated(bytes: Uint8Array): string | null {
  try {
    return inflateSync(bytes, { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    return null;
  }
}

/** The text chunk that we put into a PNG file. */
function inPng(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) return null;
    const data = file.subarray(at + 8, at + 8 + length);
    const head = `${documentKeyword}\0`;
    if (
      file.toString('latin1', at + 4, at + 8) === 'iTXt' &&
      data.toString('latin1', 0, head.length) === head
    )
      return inflated(data.subarray(head.length + 4));
    at += 12 + length;
  }
  return null;
}

function inSvg(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  const start = text.indexOf('<metadata id="convas-document">');
  const end = text.indexOf('</metadata>', start);
  if (start < 0 || end < 0) return null;
  return text
    .slice(text.indexOf('>', start) + 1, end)
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The file that we attach to a PDF: one stream of the type EmbeddedFile. */
function inPdf(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = file.indexOf('/Type /EmbeddedFile');
  const start = file.indexOf('stream\n', at);
  const [, length] =
    /\/Length (\d{1,9}) /.exec(file.toString('latin1', Math.max(0, at), Math.max(0, start))) ?? [];
  if (at < 0 || start < 0 || length === undefined) return null;
  return inflated(file.subarray(start + 7, start + 7 + Number(length)));
}

const beginsWith = (head: Uint8Array, text: string): boolean =>
  [...text].every((letter, at) => head[at] === letter.charCodeAt(0));

const kinds = [
  { is: (head: Uint8Array) => beginsWith(head, '\x89PNG'), find: inPng },
  { is: (head: Uint8Array) => beginsWith(head, '%PDF-'), find: inPdf },
  { is: (head: Uint8Array) => beginsWith(head, '<svg') || beginsWith(head, '<?xml'), find: inSvg },
] as const;

/** Pictures and pages of ours: the document that they carry. */
export const carriedImporter: Importer = {
  id: 'carried',
  extensions: ['svg', 'png', 'pdf'],
  sniff: (head) => kinds.some(({ is }) => is(head)),
  async read({ main: { name: file, bytes } }) {
    const text = kinds.find(({ is }) => is(bytes))?.find(bytes) ?? null;
    const carried = readCarried(text);
    if (!carried) throw new TextError(message('import.carries-nothing', { file }));
    return modelOfCarried(carried, null, []);
  },
};
