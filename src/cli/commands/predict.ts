import { type Figure, type FigureOf, firstFigure } from '../../insight/figure.ts';
import { formatShape } from '../../layers/shape.ts';
import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { readImageFor } from '../image.ts';
import { percent } from '../output.ts';

type Meaning = FigureOf<'bars'>['meaning'];

/** What is said of the answered class. */
const told: Readonly<Record<Meaning, (value: number) => string>> = {
  probabilities: percent,
  scores: (value) => `score ${value.toPrecision(3)}`,
  distances: (value) => `distance ${value.toPrecision(3)}`,
};

/** What is told of a class that was answered. */
function classAnswer({ answer, labels, meaning, values }: FigureOf<'bars'>) {
  const name = labels[answer] ?? String(answer);
  const words = `${name} (${told[meaning](values[answer] ?? 0)})`;
  return { label: answer, name, meaning, [meaning]: values, words };
}

/** What is told of the figures of the view `prediction`, by what the network has learned to put out. */
function answerOf(
  figures: readonly Figure[],
): Readonly<Record<string, unknown>> & { readonly words: string } {
  const bars = firstFigure(figures, 'bars');
  if (bars) return classAnswer(bars);
  const pictures = figures.filter((figure) => figure.figure === 'picture');
  const { shape, values } = pictures.find(({ of }) => of === 'reconstruction')!;
  const meanSquaredError = Number(firstFigure(figures, 'table')!.rows[0]![1]);
  return {
    meanSquaredError,
    shape,
    reconstruction: [...values],
    words: `given back as ${formatShape(shape)} with a mean squared error of ${meanSquaredError.toPrecision(3)}`,
  };
}

export const predictCommand: AddCommand = (program, run) => {
  const command = program
    .command('predict')
    .argument('<run>', 'the id of a run')
    .argument('<image...>', 'PNG, JPEG, WebP or BMP files')
    .option('--invert', 'turn dark on light into light on dark, as MNIST has its digits')
    .description('what a trained network sees in images')
    .addHelpText(
      'after',
      "\nAn image of another size than the dataset's is resized to it; color becomes gray where the data is gray.\n" +
        'MNIST has light ink on a dark ground: use --invert for dark ink on paper.',
    );
  run(command, async (_context, id, files, given) => {
    const { invert = false } = given as { invert?: boolean };
    const predictions = await withEngine({}, async ({ client }) => {
      const read = await readImageFor(client, id as string, invert);
      const found = [];
      for (const file of files as string[]) {
        const image = await read(file);
        const params = { run: id as string, view: 'prediction', image };
        found.push({ file, ...answerOf((await client.call('insight.show', params)).figures) });
      }
      return found;
    });
    return {
      json: { predictions: predictions.map(({ words: _, ...rest }) => rest) },
      lines: predictions.map(({ file, words }) => `${file}: ${words}`),
    };
  });
};
