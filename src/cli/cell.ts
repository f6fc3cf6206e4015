import type { FolderFile } from '../files/folder.ts';
import { cellExamples } from '../protocol/cell.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { Evaluation } from '../protocol/data.ts';
import { CliError, count, percent, type Result, table } from './output.ts';
import { encodePng, writeFolder } from './write.ts';

/** `3,5` or `cat,dog`, whatever commas the names have. @throws CliError */
function readCell(text: string, { perClass }: Evaluation): readonly [number, number] {
  const labels = perClass.map(({ label }) => label);
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
    const actual = labels.indexOf(text.slice(0, at).trim());
    const predicted = labels.indexOf(text.slice(at + 1).trim());
    if (actual >= 0 && predicted >= 0) return [actual, predicted];
  }
  throw new CliError(
    `--cell ${text}: write two classes, as in ${labels.slice(0, 2).join(',')}; there are ${labels.join(', ')}`,
    2,
  );
}

/** Images that are asked for at once. */
const lot = 500;

/**
 * The examples of one cell of a confusion matrix, and their images where `out` says.
 * @throws CliError, EngineError
 */
export async function cellResult(
  client: EngineClient,
  result: Evaluation,
  cell: string,
  dataset: string,
  out: string | undefined,
): Promise<Result> {
  const { answers } = result;
  if (!answers) throw new CliError('--cell: this network tells no classes apart');
  const [actual, predicted] = readCell(cell, result);
  const examples = cellExamples(answers, actual, predicted);
  const files: FolderFile[] = [];
  for (let at = 0; out !== undefined && at < examples.length; at += lot) {
    const indices = examples.slice(at, at + lot).map(({ index }) => index);
    const from = { dataset, split: 'test' as const, offset: 0, count: indices.length, label: null, indices };
    const { shape, images } = await client.call('datasets.samples', from);
    const [height = 1, width = 1, channels = 1] = shape;
    for (const [place, index] of indices.entries()) {
      const data = asRgb(images, place * height * width * channels, height * width, channels);
      files.push({ name: `${index}.png`, bytes: await encodePng({ width, height, data }) });
    }
  }
  const written = out === undefined ? [] : await writeFolder(out, files);
  const label = (at: number): string => result.perClass[at]?.label ?? String(at);
  return {
    json: {
      actual: label(actual),
      predicted: label(predicted),
      meaning: answers.meaning,
      examples,
      files: written,
    },
    lines: [
      `${count(examples.length)} of ${label(actual)} predicted as ${label(predicted)}`,
      ...(examples.length === 0 ? [] : ['']),
      ...table(
        ['example', answers.meaning === 'probabilities' ? 'probability' : answers.meaning.slice(0, -1)],
        examples.map(({ index, value }) => [
          index,
          answers.meaning === 'probabilities' ? percent(value) : value.toFixed(4),
        ]),
      ).slice(examples.length === 0 ? 1 : 0),
      ...written,
    ],
  };
}

/** Pixels as they are stored, gray or in color, as red, green and blue. */
function asRgb(images: Uint8Array, from: number, pixels: number, channels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3);
  for (let at = 0; at < rgb.length; at++) {
    const pixel = Math.floor(at / 3);
    rgb[at] = images[from + pixel * channels + (channels >= 3 ? at % 3 : 0)]!;
  }
  return rgb;
}
