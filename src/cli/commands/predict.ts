import { formatShape } from '../../layers/shape.ts';
import type { Prediction } from '../../protocol/data.ts';
import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { readImageFor } from '../image.ts';
import { percent } from '../output.ts';

type Answers = {
  readonly [T in Prediction['target']]: (
    prediction: Extract<Prediction, { target: T }>,
  ) => Readonly<Record<string, unknown>> & { readonly words: string };
};

type Meaning = Extract<Prediction, { target: 'label' }>['meaning'];

/** What is said of the answered class. */
const told: Readonly<Record<Meaning, (value: number) => string>> = {
  probabilities: percent,
  scores: (value) => `score ${value.toPrecision(3)}`,
  distances: (value) => `distance ${value.toPrecision(3)}`,
};

/** What is told of a prediction, by what the network has learned to put out. */
const answers: Answers = {
  label({ label, labels, meaning, values }) {
    const name = labels[label] ?? String(label);
    return {
      label,
      name,
      meaning,
      [meaning]: values,
      words: `${name} (${told[meaning](values[label] ?? 0)})`,
    };
  },
  input({ reconstruction: { shape, values }, meanSquaredError }) {
    return {
      meanSquaredError,
      shape,
      reconstruction: [...values],
      words: `given back as ${formatShape(shape)} with a mean squared error of ${meanSquaredError.toPrecision(3)}`,
    };
  },
};

export const predictCommand: AddCommand = (program, run) => {
  const command = program
    .command('predict')
    .argument('<run>', 'the id of a run')
    .argument('<image...>', 'PNG, JPEG, WebP or BMP files')
    .option('--invert', 'turn dark on light into light on dark, as MNIST has its digits')
    .description('what a trained network sees in images')
    .addHelpText(
      'after',
      "\nAn image of another size than the dataset's is resized to it; colour becomes grey where the data is grey.\n" +
        'MNIST has light ink on a dark ground: use --invert for dark ink on paper.',
    );
  run(command, async (_context, id, files, given) => {
    const { invert = false } = given as { invert?: boolean };
    const predictions = await withEngine({}, async ({ client }) => {
      const read = await readImageFor(client, id as string, invert);
      const found = [];
      for (const file of files as string[]) {
        const image = await read(file);
        const prediction = await client.call('model.predict', { run: id as string, image });
        found.push({ file, ...answers[prediction.target](prediction as never) });
      }
      return found;
    });
    return {
      json: { predictions: predictions.map(({ words: _, ...rest }) => rest) },
      lines: predictions.map(({ file, words }) => `${file}: ${words}`),
    };
  });
};
