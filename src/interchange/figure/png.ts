import { deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { pngChunk } from '../../datasets/encode-png.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Scene } from './scene.ts';
import { svgOf } from './svg.ts';

/** The keyword of the text chunk that holds the document. */
export const documentKeyword = 'convas-document';

/** So many pixels does the library draw for one of the picture's. */
const magnified = 8;

/** Bytes behind the signature and the header, which come first. */
const afterHeader = 8 + 25;

/** The document as a compressed text chunk, `iTXt`. */
const documentChunk = (document: string): Buffer =>
  pngChunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${documentKeyword}\0\x01\0\0\0`, 'latin1'),
      deflateSync(Buffer.from(document, 'utf8')),
    ]),
  );

/**
 * A figure as PNG on white.
 * @param scale pixels for one unit of the figure
 */
export async function pngOf(scene: Scene, scale: number, document: string): Promise<Buffer> {
  // The static page's stand-in for the library reads images and draws none.
  if (!('fromSvg' in Transformer)) throw new TextError(message('interchange.no-png-here'));
  const width = Math.max(1, Math.round(scene.width * scale));
  const height = Math.max(1, Math.round(scene.height * scale));
  const svg = svgOf(scene, {
    title: '',
    outlines: true,
    size: [width / magnified, height / magnified],
  });
  const drawn = Transformer.fromSvg(svg, 'white');
  const { width: found } = await drawn.metadata();
  if (found !== width) drawn.resize(width, height);
  const png = Buffer.from(await drawn.png());
  return Buffer.concat([png.subarray(0, afterHeader), documentChunk(document), png.subarray(afterHeader)]);
}
