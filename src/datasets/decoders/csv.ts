import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { EngineError } from '../../protocol/client.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { cancelledError } from '../obtain.ts';

const corrupt = (message: string): EngineError => new EngineError('dataset-corrupt', message);

/** What a label can be at most: it is kept in 32 bits. */
const largestLabel = 2 ** 31 - 1;

/** Height, width and channels of so many pixels: square, grey or, where that fits not, in colour. */
function shapeOf(pixels: number, file: string): Split['shape'] {
  const grey = Math.sqrt(pixels);
  if (Number.isInteger(grey)) return [grey, grey, 1];
  const colour = Math.sqrt(pixels / 3);
  if (Number.isInteger(colour)) return [colour, colour, 3];
  throw corrupt(`${file}: ${pixels} pixels a row are no square image, neither grey nor in colour`);
}

/** A label, then the pixels row by row, 0 to 255; a first line of names is left out. */
export async function readCsv(path: string, options: LoadOptions): Promise<Split | null> {
  const found = await stat(path);
  if (!found.isFile() || !/\.csv$/i.test(path)) return null;
  const rows: Uint8Array[] = [];
  const labels: number[] = [];
  let line = 0;
  let done = 0;
  let columns = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: 1000 })) {
    line += 1;
    done += text.length + 1;
    if (text.trim() === '') continue;
    const values = text.split(',').map(Number);
    if (line === 1 && values.some(Number.isNaN)) continue;
    columns ||= values.length;
    if (values.length !== columns) {
      throw corrupt(`${path}, line ${line}: ${values.length} values, the others have ${columns}`);
    }
    const [label] = values;
    if (!Number.isInteger(label) || label! < 0 || label! > largestLabel) {
      const given = text.slice(0, text.indexOf(',')).trim();
      throw corrupt(`${path}, line ${line}: the label is "${given}"; labels are whole numbers from 0`);
    }
    const wrong = values.findIndex((value, at) => at > 0 && !(value >= 0 && value <= 255));
    if (wrong >= 0) throw corrupt(`${path}, line ${line}: value ${wrong + 1} is no number from 0 to 255`);
    labels.push(label!);
    rows.push(Uint8Array.from(values.slice(1)));
    if (line % 1000 === 0) {
      if (options.cancelled?.()) throw cancelledError();
      options.onProgress?.({ phase: 'reading', done, total: found.size });
    }
  }
  if (rows.length === 0) throw corrupt(`${path} has no rows`);
  const shape = shapeOf(columns - 1, path);
  const images = new Uint8Array(rows.length * (columns - 1));
  rows.forEach((row, index) => {
    images.set(row, index * (columns - 1));
  });
  return { count: rows.length, shape, images, labels: Int32Array.from(labels) };
}
