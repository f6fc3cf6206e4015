import type { FolderFile } from '../files/folder.ts';
import { cellExamples } from '../protocol/cell.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { Evaluation } from '../protocol/evaluation.ts';
import { text } from '../text/language.ts';
import { message } from '../text/message.ts';
import { fixed, percent } from './figures.ts';
import { CliError, type Result, table } from './output.ts';
import { encodePng, writeFolder } from './write.ts';

/** `3,5` or `cat,dog`, whatever commas the names have. @throws CliError */
function readCell(cell: string, { perClass }: Evaluation): readonly [number, number] {
  const labels = perClass.map(({ label }) => label);
  for (let at = cell.indexOf(','); at >= 0; at = cell.indexOf(',', at + 1)) {
    const actual = labels.indexOf(cell.slice(0, at).trim());
    const predicted = labels.indexOf(cell.slice(at + 1).trim());
    if (actual >= 0 && predicted >= 0) return [actual, predicted];
  }
  throw new CliError(
    message('cli.cell-wrong', { cell, example: labels.slice(0, 2).join(','), known: labels.join(', ') }),
    2,
  );
}

/** Images that are asked for at once. */
const pageSize = 500;

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
  if (!answers) throw new CliError(message('cli.no-classes'));
  const [actual, predicted] = readCell(cell, result);
  const examples = cellExamples(answers, actual, predicted);
  const files: FolderFile[] = [];
  for (let at = 0; out !== undefined && at < examples.length; at += pageSize) {
    const indices = examples.slice(at, at + pageSize).map(({ index }) => index);
    const from = { dataset, split: 'test' as const, offset: 0, count: indices.length, label: null, indices };
    const { shape, images } = await client.call('datasets.samples', from);
    const [height = 1, width = 1, channels = 1] = shape;
    for (const [place, index] of indices.entries()) {
      const data = asRgb(images, place * height * width * channels, height * width, channels);
      files.push({ name: `${index}.png`, bytes: await encodePng({ width, height, data }) });
    }
  }
  const written = out === undefined ? [] : await writeFolder(out, files);
  const words = text.commands.evaluate;
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
      words.cell({ count: examples.length, actual: label(actual), predicted: label(predicted) }),
      ...(examples.length === 0 ? [] : ['']),
      ...table(
        [words.cellColumns.example, words.cellColumns[answers.meaning]],
        examples.map(({ index, value }) => [
          index,
          answers.meaning === 'probabilities' ? percent(value) : fixed(value, 4),
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
