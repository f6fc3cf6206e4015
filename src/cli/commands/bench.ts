import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { Option } from 'commander';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { benchmarksFolder } from '../../engine/speed/benchmarks.ts';
import type { Benchmark } from '../../protocol/benchmark.ts';
import { cases } from '../bench/cases.ts';
import { type Emulation, emulating, emulations, isEmulated } from '../bench/conditions.ts';
import { enterWith, frameworks } from '../bench/contestant.ts';
import { contenders } from '../bench/engines.ts';
import { measure, ratiosOf } from '../bench/measure.ts';
import { report } from '../bench/report.ts';
import { type AddCommand, type Context, positiveInteger, positiveNumber } from '../command.ts';
import { readyKernels } from '../kernels.ts';
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

function choose(given: string, known: readonly string[], what: string): string[] {
  const chosen = given.split(',').filter((name) => name !== '');
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CliError(`there is no ${what} "${unknown}"; there are ${known.join(', ')}`, 2);
  }
  return chosen;
}

/** Keeps this process and all that it starts to the instructions of an older processor. */
function emulate(isa: Emulation | null): void {
  if (isa === null) return;
  Object.assign(process.env, emulating(isa));
  const { instructionSet } = describeProcessor();
  if (instructionSet !== emulations[isa]) {
    throw new CliError(
      `--isa ${isa}: this processor has ${instructionSet}, which cannot be used like ${emulations[isa]}`,
      2,
    );
  }
}

async function bench({ stderr }: Context, options: Options): Promise<Result> {
  const engines = [
    ...choose(options.engines, Object.keys(contenders), 'engine'),
    ...choose(
      options.against ?? (process.env['CONVAS_PYTHON'] ? [...frameworks].join(',') : ''),
      [...frameworks],
      'framework',
    ),
  ];
  const known = [...new Set(cases.map(({ network }) => network))];
  const networks = choose(options.networks ?? known.join(','), known, 'network');
  const { rounds, seconds, isa = null } = options;
  const tolerance = options.tolerance / 100;
  const maxRounds = Math.max(rounds, options.maxRounds);
  emulate(isa);
  if (engines.some((engine) => engine === 'compiled' || engine === 'eager')) {
    await readyKernels(stderr, undefined);
  }
  const bar = progressBar(stderr);
  const chosen = cases.filter(({ network }) => networks.includes(network));
  const measured = await measure(
    { cases: chosen, engines, rounds, maxRounds, seconds, tolerance },
    { enter: enterWith(isa), report: (done, total, what) => bar.update('measuring', done, total, what) },
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
  await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`));
  return { json: { ...json, file }, lines: [...report(json), `kept in ${file}`] };
}

export const benchCommand: AddCommand = (program, run) => {
  const command = program
    .command('bench')
    .option(
      '--engines <list>',
      'of compiled, eager, tfjs, wasm; the first is what ratios refer to',
      'compiled,eager,tfjs,wasm',
    )
    .option(
      '--against <list>',
      `of ${[...frameworks].join(', ')}: measured where Python (CONVAS_PYTHON, else python3) has them; all where CONVAS_PYTHON is set`,
    )
    .option('--networks <list>', 'of lenet-5, cifar10-cnn, resnet20-cifar; all if not given')
    .option('--rounds <n>', 'turns that each engine has at least', positiveInteger, 5)
    .option('--max-rounds <n>', 'turns until the medians are stable, at most', positiveInteger, 15)
    .option('--tolerance <percent>', 'how far a stable median may be off', positiveNumber, 3)
    .option('--seconds <s>', 'how long a turn is', positiveNumber, 2)
    .addOption(
      new Option('--isa <set>', 'emulate a processor without wider vector instructions').choices(
        Object.keys(emulations),
      ),
    )
    .option('--out <json>', 'where to keep the result; with the runs if not given')
    .description('measure how fast engines train, side by side and in turn');
  run(command, (context, given) => bench(context, given as Options));
};
