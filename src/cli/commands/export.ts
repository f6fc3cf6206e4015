import type { AddCommand } from '../command.ts';
import { withEngine } from '../engine.ts';
import { writeOut } from '../write.ts';

interface Options {
  readonly format: string;
  readonly out: string;
  readonly verify?: boolean;
}

export const exportCommand: AddCommand = (program, run) => {
  const command = program
    .command('export')
    .argument('<run>', 'the id of a run')
    .requiredOption('--format <format>', 'the format to write: tfjs')
    .requiredOption('--out <path>', 'where to write it: a folder, or a file where the format is one file')
    .option('--verify', 'load what was written and compare its outputs')
    .description('take a trained network away');
  run(command, async (_context, id, given) => {
    const { format, out, verify = false } = given as Options;
    const result = await withEngine({}, ({ client }) =>
      client.call('export.model', { run: id as string, format, verify }),
    );
    const files = await writeOut(out, result.files);
    const { verified } = result;
    return {
      json: { files, verified },
      lines: [
        ...files,
        ...(verified
          ? [
              `verified in ${verified.runtime} on ${verified.samples} samples: ` +
                `largest difference ${verified.maxAbsDiff.toExponential(2)}`,
            ]
          : []),
      ],
    };
  });
};
