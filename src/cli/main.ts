import { Command, CommanderError } from 'commander';
import { codeOf, explainFailure } from '../files/errors.ts';
import { printable } from '../files/printable.ts';
import type { Language } from '../text/catalogue.ts';
import { languageAskedFor, languageOfCommand } from '../text/environment.ts';
import { setLanguage, text } from '../text/language.ts';
import { inWords, message, sentence } from '../text/message.ts';
import { option, type Run } from './command.ts';
import { commands } from './commands/index.ts';
import { CliError, oneLine, printing, type Streams } from './output.ts';
import { chooseRemote } from './remote/client.ts';
import { explainUsage, languageOption, speaking } from './usage.ts';

/** The commands whose work an engine on another machine can do. `job` has an option of that name. */
const remotely: ReadonlySet<string> = new Set([
  'train',
  'find-rate',
  'sweep',
  'search',
  'evaluate',
  'health',
  'predict',
  'inspect',
  'export',
  'runs',
  'serve',
]);

const usesEngine = (command: Command): boolean =>
  remotely.has(command.name()) || remotely.has(command.parent?.name() ?? '');

function createRun(streams: Streams, askedLanguage: Language | null): Run {
  return (command, work) => {
    command.option('--json', text.cli.usage.json).addOption(languageOption());
    const remote = usesEngine(command);
    if (remote) command.addOption(option('--engine', text.cli.usage.engine));
    command.action(async (...given: unknown[]) => {
      const { engine } = command.opts<{ engine?: string }>();
      if (remote && engine !== undefined) chooseRemote(engine);
      // Commander adds the options and the command itself behind the arguments.
      const json = command.opts<{ json?: boolean }>().json === true;
      const result = await work({ ...streams, json, askedLanguage }, ...given);
      if (result === null) return;
      if (json) streams.stdout.write(`${JSON.stringify(inWords(result.json))}\n`);
      else for (const line of result.lines) streams.stdout.write(`${printable(line)}\n`);
      if (result.failure !== undefined) throw new CliError(result.failure);
    });
  };
}

/**
 * Keeps a stream that can no longer be written from ending the work. Whoever reads may have enough
 * (`convas layers | head`): that is no failure. A full disk is one, printed once, and the command exits with 1.
 */
function surviveClosedStreams(): void {
  let detail = false;
  const fail = (error: unknown, what: 'result' | 'progress'): void => {
    if (codeOf(error) === 'EPIPE') return;
    process.once('exit', () => {
      process.exitCode ||= 1;
    });
    if (detail) return;
    detail = true;
    process.stderr.write(
      `convas: ${explainFailure(error, 'write', sentence(message(`cli.${what}-unwritable`)))}\n`,
    );
  };
  process.stdout.on('error', (error) => fail(error, 'result'));
  process.stderr.on('error', (error) => fail(error, 'progress'));
}

/**
 * The command line. Results go to stdout, progress and errors to stderr.
 * @param argv the words behind the command's name
 * @returns the exit status: 0, 1 where it failed, 2 where it was called wrongly
 */
export async function main(argv: readonly string[], given: Streams = process): Promise<number> {
  if (given === process) surviveClosedStreams();
  setLanguage(languageOfCommand(argv, process.env));
  const streams = printing(given);
  const program = speaking(new Command('convas'))
    .description(text.cli.usage.about)
    .exitOverride()
    // A command and those below it may have options of the same name.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      // The error is thrown as well, and printed once, below.
      writeErr: () => {},
    })
    .helpCommand(`help ${text.cli.usage.placeholders.command}`, text.cli.usage.help);
  const run = createRun(streams, languageAskedFor(argv, process.env));
  for (const add of commands) add(program, run);
  try {
    if (argv.length === 0) {
      streams.stderr.write(program.helpInformation());
      return 2;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const detail = error instanceof CommanderError ? explainUsage(error) : oneLine(error);
    streams.stderr.write(`convas: ${detail}\n`);
    if (error instanceof CommanderError) return 2;
    return error instanceof CliError ? error.status : 1;
  }
}
