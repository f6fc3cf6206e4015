import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { benchmarksFolder } from '../../engine/speed/benchmark-results.ts';
import type { Benchmark } from '../../protocol/benchmark.ts';
import { text } from '../../text/language.ts';
import { inWords, type Message, message } from '../../text/message.ts';
import { enterWith, frameworks } from '../bench/bench-engine.ts';
import { cases } from '../bench/cases.ts';
import { type Emulation, emulating, emulations, isEmulated } from '../bench/conditions.ts';
import { workloads } from '../bench/engines.ts';
import { measure, ratiosOf } from '../bench/measure.ts';
import { report } from '../bench/report.ts';
import {
  type AddCommand,
  type Context,
  choosing,
  option,
  positiveInteger,
  positiveNumber,
} from '../command.ts';
import { ensureKernels } from '../kernels.ts';
import { CliError, type Result } from '../output.ts';
import { progressBar } from '../progress.ts';
import { writeWhole } from '../write.ts';

interface Options {
  readonly against?: string;
  readonly engines: string;
  readonly networks?: string;
  readonly rounds: number;
  readonly maxRounds: number;
  readonly tolerance: number;
  readonly seconds: number;
  readonly isa?: Emulation;
  readonly out?: string;
}

function choose(given: string, known: readonly string[], what: Message): string[] {
  const chosen = given.split(',').filter((name) => name !== '');
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CliError(message('cli.no-such', { what, name: unknown, known }), 2);
  }
  return chosen;
}

/** Keeps this process and all that it starts to the instructions of an older processor. */
function emulate(isa: Emulation | null): void {
  if (isa === null) return;
  Object.assign(process.env, emulating(isa));
  const { instructionSet } = describeProcessor();
  if (instructionSet !== emulations[isa]) {
    throw new CliError(message('cli.not-emulated', { isa, has: instructionSet, wanted: emulations[isa] }), 2);
  }
}

async function bench({ stderr }: Context, options: Options): Promise<Result> {
  const engines = [
    ...choose(options.engines, Object.keys(workloads), message('cli.engine')),
    ...choose(
      options.against ?? (process.env['CONVAS_PYTHON'] ? [...frameworks].join(',') : ''),
      [...frameworks],
      message('cli.framework'),
    ),
  ];
  const known = [...new Set(cases.map(({ network }) => network))];
  const networks = choose(options.networks ?? known.join(','), known, message('cli.network'));
  const { rounds, seconds, isa = null } = options;
  const tolerance = options.tolerance / 100;
  const maxRounds = Math.max(rounds, options.maxRounds);
  emulate(isa);
  if (engines.some((engine) => engine === 'compiled' || engine === 'eager')) {
    await ensureKernels(stderr, undefined);
  }
  const words = text.commands.bench;
  const bar = progressBar(stderr);
  const chosen = cases.filter(({ network }) => networks.includes(network));
  const measured = await measure(
    { cases: chosen, engines, rounds, maxRounds, seconds, tolerance },
    { enter: enterWith(isa), report: (done, total, what) => bar.update(words.measuring, done, total, what) },
  ).finally(() => bar.end());
  const at = new Date().toISOString();
  const json: Benchmark = {
    ...measured,
    ratios: ratiosOf(measured.results),
    rounds,
    seconds,
    tolerance,
    at,
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
      platform: `${process.platform} ${process.arch}`,
      node: process.versions.node,
      instructionSet: describeProcessor().instructionSet,
      emulated: isEmulated(isa),
    },
  };
  const file = options.out ?? join(benchmarksFolder(), `${at.replace(/[:.]/g, '-')}.json`);
  if (options.out === undefined) await mkdir(dirname(file), { recursive: true });
  // What the app keeps follows its language; a file that a person asks for is in theirs.
  const written = options.out === undefined ? json : inWords(json);
  await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(written, null, 2)}\n`));
  return { json: { ...json, file }, lines: [...report(json), words.savedTo({ file })] };
}

export const benchCommand: AddCommand = (program, run) => {
  const { description, options } = text.commands.bench;
  const command = program
    .command('bench')
    .addOption(option('--engines', options.engines).default('compiled,eager,tfjs,wasm'))
    .addOption(option('--against', options.against({ frameworks: [...frameworks].join(', ') })))
    .addOption(option('--networks', options.networks))
    .addOption(option('--rounds', options.rounds).argParser(positiveInteger).default(9))
    .addOption(option('--max-rounds', options['max-rounds']).argParser(positiveInteger).default(21))
    .addOption(option('--tolerance', options.tolerance).argParser(positiveNumber).default(3))
    .addOption(option('--seconds', options.seconds).argParser(positiveNumber).default(0.7))
    .addOption(choosing(option('--isa', options.isa), Object.keys(emulations)))
    .addOption(option('--out', options.out))
    .description(description);
  run(command, (context, given) => bench(context, given as Options));
};
