import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import type { EngineClient } from '../../../../src/protocol/client.ts';
import type { Split } from './labels.ts';

/** Examples that are chosen by filters. */
export interface ChosenExamples {
  readonly dataset: string;
  readonly split: Split;
  readonly indices: Int32Array;
  readonly labels: Uint8Array | Int32Array;
  readonly classes: readonly string[];
}

/** A cell as RFC 4180 has it. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One row for each example: its split, its place there and its class. */
export function selectionCsv({ split, indices, labels, classes }: ChosenExamples): string {
  const rows = Array.from(indices, (index) => {
    const name = classes[labels[index] ?? -1] ?? '';
    return `${split},${index},${cell(name)}\r\n`;
  });
  return `split,index,class\r\n${rows.join('')}`;
}

/** Images that one picture may hold: more are no longer seen. */
export const maxInPicture = 1000;
const together = 200;
/** Pixels along the longer side of an image in the picture. */
const longest = 128;

/** The images side by side, in a PNG file as near to a square as can be. @throws Error where the engine refuses */
export async function selectionPng(client: EngineClient, selection: ChosenExamples): Promise<Uint8Array> {
  const { dataset, split } = selection;
  const indices = [...selection.indices.subarray(0, maxInPicture)];
  const columns = Math.ceil(Math.sqrt(indices.length));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  for (let first = 0; first < indices.length; first += together) {
    const named = indices.slice(first, first + together);
    const page = { dataset, split, offset: 0, count: 1, label: null, indices: named, side: longest };
    const { shape, images } = await client.call('datasets.samples', page);
    const [height = 1, width = 1, channels = 1] = shape;
    if (first === 0) {
      canvas.width = columns * width;
      canvas.height = Math.ceil(indices.length / columns) * height;
    }
    named.forEach((_, at) => {
      const pixels = paintPhoto(images, at * height * width * channels, height, width, channels);
      const place = first + at;
      const [x, y] = [(place % columns) * width, Math.floor(place / columns) * height];
      context.putImageData(new ImageData(pixels, width, height), x, y);
    });
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array(await blob!.arrayBuffer());
}
