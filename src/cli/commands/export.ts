import { describeUnsupported } from '../../interchange/unsupported.ts';
import type { UnsupportedLayer, Verification } from '../../protocol/export.ts';
import type { AddCommand, Context } from '../command.ts';
import { withEngine } from '../engine.ts';
import { CliError } from '../output.ts';
import { writeOut } from '../write.ts';

interface Options {
  readonly format: string;
  readonly out: string;
  readonly verify?: boolean;
}

/** A line for each layer, before the error. @throws CliError where there are any */
function refuse({ stderr }: Context, unsupported: readonly UnsupportedLayer[]): void {
  if (unsupported.length === 0) return;
  for (const layer of unsupported) stderr.write(`${describeUnsupported(layer)}\n`);
  const layers = unsupported.length === 1 ? 'This layer' : `These ${unsupported.length} layers`;
  throw new CliError(`${layers} cannot be expressed in the format; nothing was written.`);
}

const outcomes: {
  readonly [S in Verification['state']]: (of: Extract<Verification, { readonly state: S }>) => string;
} = {
  agrees: ({ runtime, samples, maxAbsDiff }) =>
    `verified in ${runtime} on ${samples} samples: largest difference ${maxAbsDiff.toExponential(2)}`,
  differs: ({ runtime, samples, maxAbsDiff, message }) =>
    `differs in ${runtime} on ${samples} samples: largest difference ${maxAbsDiff?.toExponential(2) ?? 'not a number'}; ${message}`,
  failed: ({ runtime, message }) => `failed in ${runtime}: ${message}`,
};

const describe = (verification: Verification): string =>
  (outcomes[verification.state] as (of: Verification) => string)(verification);

function failureOf(verified: readonly Verification[], out: string): string | undefined {
  const wrong = verified.filter(({ state }) => state !== 'agrees').map(({ runtime }) => runtime);
  if (wrong.length === 0) return undefined;
  return `The exported model does not give the engine's outputs in ${wrong.join(' and ')}. The files are kept at ${out}.`;
}

export const exportCommand: AddCommand = (program, run) => {
  const command = program
    .command('export')
    .argument('<run>', 'the id of a run')
    .requiredOption('--format <format>', 'the format to write: tfjs')
    .requiredOption('--out <path>', 'where to write it: a folder, or a file where the format is one file')
    .option(
      '--verify',
      'load the files in each runtime of the format that is here, and compare their outputs',
    )
    .description('take a trained network away');
  run(command, async (context, id, given) => {
    const { format, out, verify = false } = given as Options;
    const result = await withEngine({}, async ({ client }) => {
      const { unsupported } = await client.call('export.check', { run: id as string, format });
      refuse(context, unsupported);
      return client.call('export.model', { run: id as string, format, verify });
    });
    const files = await writeOut(out, result.files);
    const { verified } = result;
    return {
      json: { files, verified },
      lines: [...files, ...(verified ?? []).map(describe)],
      failure: failureOf(verified ?? [], out),
    };
  });
};
