import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { readImageFor } from '../image.ts';
import { percent } from '../output.ts';

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
        const { label, labels, probabilities } = await client.call('model.predict', {
          run: id as string,
          image,
        });
        found.push({ file, label, name: labels[label] ?? String(label), probabilities });
      }
      return found;
    });
    return {
      json: { predictions },
      lines: predictions.map(
        ({ file, label, name, probabilities }) => `${file}: ${name} (${percent(probabilities[label] ?? 0)})`,
      ),
    };
  });
};
