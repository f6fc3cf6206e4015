import { describeUnsupported } from '../../interchange/unsupported.ts';
import type { UnsupportedLayer, Verification } from '../../protocol/export.ts';
import { text } from '../../text/language.ts';
import { message, sentence, type Text } from '../../text/message.ts';
import { type AddCommand, argument, type Context, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { exponential } from '../figures.ts';
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
  for (const layer of unsupported) stderr.write(`${sentence(describeUnsupported(layer))}\n`);
  throw new CliError(message('cli.not-expressible', { layers: unsupported.length }));
}

const outcomes: {
  readonly [S in Verification['state']]: (of: Extract<Verification, { readonly state: S }>) => string;
} = {
  agrees: ({ runtime, samples, maxAbsDiff }) =>
    text.commands.export.agrees({
      runtime: sentence(runtime),
      samples,
      difference: exponential(maxAbsDiff, 2),
    }),
  differs: ({ runtime, samples, maxAbsDiff, message: reason }) =>
    text.commands.export.differs({
      runtime: sentence(runtime),
      samples,
      difference: maxAbsDiff === null ? text.commands.export.notANumber : exponential(maxAbsDiff, 2),
      reason: sentence(reason),
    }),
  failed: ({ runtime, message: reason }) =>
    text.commands.export.failed({ runtime: sentence(runtime), reason: sentence(reason) }),
};

const describe = (verification: Verification): string =>
  (outcomes[verification.state] as (of: Verification) => string)(verification);

function failureOf(verified: readonly Verification[], out: string): Text | undefined {
  const wrong = verified.filter(({ state }) => state !== 'agrees').map(({ runtime }) => runtime);
  if (wrong.length === 0) return undefined;
  return message('cli.export-differs', { runtimes: wrong, out });
}

/** A verification as `--json` has it. */
const plain = (verification: Verification): object => ({
  ...verification,
  ...('message' in verification && { message: sentence(verification.message) }),
});

export const exportCommand: AddCommand = (program, run) => {
  const words = text.commands.export;
  const command = program
    .command('export')
    .addArgument(argument(words.arguments.run))
    .addOption(option('--format', words.options.format).makeOptionMandatory())
    .addOption(option('--out', words.options.out).makeOptionMandatory())
    .addOption(option('--verify', words.options.verify))
    .description(words.description);
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
      json: { files, verified: verified?.map(plain) ?? verified },
      lines: [...files, ...(verified ?? []).map(describe)],
      failure: failureOf(verified ?? [], out),
    };
  });
};
