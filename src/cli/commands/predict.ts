import { isTextName, maxTextBytes } from '../../datasets/words.ts';
import { readText } from '../../files/read.ts';
import { type Figure, type FigureOf, firstFigure } from '../../insight/figure.ts';
import { formatShape } from '../../layers/shape.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import { text } from '../../text/language.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { percent, significant } from '../figures.ts';
import { inputShapeOf, readImageFor } from '../image.ts';
import { isNumbersName, readNumbersFile } from '../numbers-file.ts';

type Meaning = FigureOf<'bars'>['meaning'];

/** What is printed of the answered class. */
const detail: Readonly<Record<Meaning, (value: number) => string>> = {
  probabilities: (value) => percent(value),
  scores: (value) => text.commands.predict.score({ value: significant(value, 3) }),
  distances: (value) => text.commands.predict.distance({ value: significant(value, 3) }),
};

/** What is reported about a class that was answered. */
function classAnswer({ answer, labels, meaning, values }: FigureOf<'bars'>) {
  const name = labels[answer] ?? String(answer);
  const words = `${name} (${detail[meaning](values[answer] ?? 0)})`;
  return { label: answer, name, meaning, [meaning]: values, words };
}

/** What is reported about numbers, of labels, and of a mask: of it the share of the pixels that each class has. */
function namedAnswer(figures: readonly Figure[], { rows }: FigureOf<'table'>) {
  const values = Object.fromEntries(rows.map(([name, value]) => [String(name), Number(value)]));
  const mask = firstFigure(figures, 'picture');
  const write = (value: number): string => (mask ? percent(value) : significant(value, 4));
  return {
    [mask ? 'pixels' : 'values']: values,
    ...(mask && { shape: mask.shape, mask: [...mask.values] }),
    words: Object.entries(values)
      .map(([name, value]) => `${name} ${write(value)}`)
      .join(', '),
  };
}

/** Words for the figures of the view `prediction`, by what the network has learned to put out. */
function answerOf(
  figures: readonly Figure[],
): Readonly<Record<string, unknown>> & { readonly words: string } {
  const bars = firstFigure(figures, 'bars');
  if (bars) return classAnswer(bars);
  const table = firstFigure(figures, 'table')!;
  if (table.of !== 'reconstruction-error') return namedAnswer(figures, table);
  const pictures = figures.filter((figure) => figure.figure === 'picture');
  const { shape, values } = pictures.find(({ of }) => of === 'reconstruction')!;
  const meanSquaredError = Number(table.rows[0]![1]);
  return {
    meanSquaredError,
    shape,
    reconstruction: [...values],
    words: text.commands.predict.reconstruction({
      shape: formatShape(shape),
      error: significant(meanSquaredError, 3),
    }),
  };
}

/** What a file gives to a network: one example or, where it has numbers, several. */
async function examplesIn(
  file: string,
  client: EngineClient,
  run: string,
  readImage: (file: string) => Promise<Image>,
) {
  if (isNumbersName(file)) {
    const rows = await readNumbersFile(file, await inputShapeOf(client, run));
    return rows.map((values) => ({ values }));
  }
  if (isTextName(file)) return [{ text: (await readText(file, maxTextBytes)).trim() }];
  return [{ image: await readImage(file) }];
}

export const predictCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options, after } = text.commands.predict;
  const command = program
    .command('predict')
    .addArgument(argument(named.run))
    .addArgument(argument(named.image))
    .addOption(option('--invert', options.invert))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, async (_context, id, files, given) => {
    const { invert = false } = given as { invert?: boolean };
    const predictions = await withEngine({}, async ({ client }) => {
      const readImage = await readImageFor(client, id as string, invert);
      const found = [];
      for (const file of files as string[]) {
        const examples = await examplesIn(file, client, id as string, readImage);
        for (const [row, given] of examples.entries()) {
          const params = { run: id as string, view: 'prediction', ...given };
          const { figures } = await client.call('insight.show', params);
          found.push({ file, ...(isNumbersName(file) && { row }), ...answerOf(figures) });
        }
      }
      return found;
    });
    return {
      json: { predictions: predictions.map(({ words: _, ...rest }) => rest) },
      lines: predictions.map(({ file, row, words }) =>
        row === undefined ? `${file}: ${words}` : `${file} ${row + 1}: ${words}`,
      ),
    };
  });
};
