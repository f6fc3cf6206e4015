import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeDocument } from '../../document/serialize.ts';
import { formats } from '../../interchange/registry.ts';
import { describeUnsupported } from '../../interchange/unsupported.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { ExportSource, UnsupportedLayer, Verification } from '../../protocol/export.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { text } from '../../text/language.ts';
import { message, sentence, type Text } from '../../text/message.ts';
import { type AddCommand, argument, type Context, option, wholeNumber } from '../command.ts';
import { isTemplate, loadDocument } from '../document.ts';
import { withEngine } from '../engine.ts';
import { exportTo, formatNamed } from '../export.ts';
import { exponential, fixed, percent } from '../figures.ts';
import { CliError, type Result, table } from '../output.ts';
import { pairsOf } from '../values.ts';

interface Options {
  readonly format?: string;
  readonly out?: string;
  readonly checkpoint?: number;
  readonly verify?: boolean;
  readonly set?: readonly string[];
  readonly list?: boolean;
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
  unavailable: ({ runtime, message: reason }) =>
    text.commands.export.unavailable({ runtime: sentence(runtime), reason: sentence(reason) }),
};

const describe = (verification: Verification): string =>
  (outcomes[verification.state] as (of: Verification) => string)(verification);

const wasVerified = ({ state }: Verification): boolean => state !== 'unavailable';

function failureOf(verified: readonly Verification[], out: string): Text | undefined {
  const wrong = verified
    .filter((each) => wasVerified(each) && each.state !== 'agrees')
    .map(({ runtime }) => runtime);
  if (wrong.length === 0) return undefined;
  return message('cli.export-differs', { runtimes: wrong, out });
}

/** A verification as `--json` has it. */
const plain = (verification: Verification) => ({
  runtime: sentence(verification.runtime),
  state: verification.state,
  samples: verification.samples,
  maxAbsDiff: 'maxAbsDiff' in verification ? verification.maxAbsDiff : null,
  sameClasses: 'sameClasses' in verification ? verification.sameClasses : null,
  accuracy: ('accuracy' in verification && verification.accuracy) || null,
  speed: ('speed' in verification && verification.speed) || null,
  ...('message' in verification && { message: sentence(verification.message) }),
});

const severity: { readonly [S in Verification['state']]: number } = {
  failed: 3,
  differs: 2,
  agrees: 1,
  unavailable: 0,
};

/** The worst of the runtimes, and all of them; without one all is null. */
function verifiedJson(verified: readonly Verification[]): object {
  const runtimes = verified.map(plain);
  const [worst] = runtimes
    .filter(({ state }) => state !== 'unavailable')
    .sort(
      (one, other) =>
        severity[other.state] - severity[one.state] || (other.maxAbsDiff ?? 0) - (one.maxAbsDiff ?? 0),
    );
  const nothing = {
    runtime: null,
    samples: 0,
    maxAbsDiff: null,
    sameClasses: null,
    accuracy: null,
    speed: null,
  };
  return { ...nothing, ...worst, runtimes };
}

/** What was measured beside the outputs. */
function measuredLines(verification: Verification): readonly string[] {
  if (verification.state !== 'agrees' && verification.state !== 'differs') return [];
  const { accuracy, speed } = verification;
  const words = text.commands.export;
  const both = (of: { here: number; there: number }, shown: (value: number) => string) => ({
    here: shown(of.here),
    there: shown(of.there),
  });
  return [
    ...(accuracy ? [words.accuracy(both(accuracy, (share) => percent(share)))] : []),
    ...(speed ? [words.speed(both(speed, (milliseconds) => fixed(milliseconds, 3)))] : []),
  ];
}

function verifiedLines(verified: readonly Verification[]): readonly string[] {
  const nothing = verified.some(wasVerified) ? [] : [text.commands.export.nothingVerified];
  return [...verified.flatMap((each) => [describe(each), ...measuredLines(each)]), ...nothing];
}

function list(): Result {
  const { columns, sources } = text.commands.export;
  const rows = formats.map(({ id, source, extensions, options }) => {
    const { parameters = {} } = text.formats[id];
    return { id, source, extensions, options: jsonSchemaOf(options, parameters) };
  });
  return {
    json: { formats: rows.map((row) => ({ ...row, title: text.formats[row.id].title })) },
    lines: table(
      [columns.format, columns.source, columns.options, columns.title],
      rows.map(({ id, source, options }) => [
        id,
        sources[source],
        Object.keys(options['properties'] ?? {}).join(', '),
        text.formats[id].title,
      ]),
    ),
  };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** A run by its ID or folder; else a document by a template's ID or a file. */
async function sourceOf(
  client: EngineClient,
  { stderr }: Context,
  reference: string,
  checkpoint: number | null,
): Promise<ExportSource> {
  const isRun = (await isFile(join(reference, 'run.json'))) || !(await isDocument(client, reference));
  if (isRun) return { run: reference, checkpoint };
  if (checkpoint !== null) throw new CliError(message('cli.checkpoint-of-document'), 2);
  return { document: serializeDocument(await loadDocument(reference, stderr)) };
}

/** Whether it names a template or a file, and no run. */
async function isDocument(client: EngineClient, reference: string): Promise<boolean> {
  const known = await client.call('runs.get', { run: reference }).then(
    () => true,
    () => false,
  );
  return !known && (isTemplate(reference) || (await isFile(reference)));
}

async function exported(context: Context, reference: string, given: Options): Promise<Result> {
  const { format: id, out, checkpoint = null, verify = false } = given;
  if (id === undefined || out === undefined) throw new CliError(message('cli.export-needs'), 2);
  const options = Object.assign({}, ...(given.set ?? []).map(pairsOf)) as ReturnType<typeof pairsOf>;
  const { files, verified } = await withEngine({}, async ({ client }) => {
    const format = await formatNamed(client, id);
    const source = await sourceOf(client, context, reference, checkpoint);
    const { unsupported } = await client.call('export.check', { source, format: id, options });
    refuse(context, unsupported);
    return exportTo(client, context, { source, format, options, verify, out });
  });
  return {
    json: { files, verified: verified && verifiedJson(verified) },
    lines: [...files, ...(verified ? verifiedLines(verified) : [])],
    failure: failureOf(verified ?? [], out),
  };
}

export const exportCommand: AddCommand = (program, run) => {
  const words = text.commands.export;
  const command = program
    .command('export')
    .addArgument(argument(words.arguments.source))
    .addOption(option('--format', words.options.format({ formats: formats.map(({ id }) => id).join(', ') })))
    .addOption(option('--out', words.options.out))
    .addOption(option('--checkpoint', words.options.checkpoint).argParser(wholeNumber))
    .addOption(option('--set', words.options.set))
    .addOption(option('--verify', words.options.verify))
    .addOption(option('--list', words.options.list))
    .description(words.description);
  run(command, (context, source, given) => {
    const options = given as Options;
    if (options.list) return list();
    if (source === undefined) throw new CliError(message('cli.export-needs'), 2);
    return exported(context, source as string, options);
  });
};
