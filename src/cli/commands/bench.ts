import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { benchmarksFolder } from '../../engine/speed/benchmarks.ts';
import type { Benchmark } from '../../protocol/benchmark.ts';
import { frameworks } from '../bench/contestant.ts';
import { contenders } from '../bench/engines.ts';
import { cases, measure, ratiosOf } from '../bench/measure.ts';
import { type AddCommand, type Context, positiveInteger, positiveNumber } from '../command.ts';
import { CliError, type Result, table } from '../output.ts';
import { progressBar } from '../progress.ts';
import { writeWhole } from '../write.ts';

interface Options {
  readonly against?: string;
  readonly engines: string;
  readonly networks?: string;
  readonly rounds: number;
  readonly seconds: number;
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
  const { rounds, seconds } = options;
  const bar = progressBar(stderr);
  const chosen = cases.filter(({ network }) => networks.includes(network));
  const measured = await measure({ cases: chosen, engines, rounds, seconds }, (done, total, what) =>
    bar.update('measuring', done, total, what),
  ).finally(() => bar.end());
  const at = new Date().toISOString();
  const json: Benchmark = {
    ...measured,
    ratios: ratiosOf(measured.results),
    rounds,
    seconds,
    at,
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
      platform: `${process.platform} ${process.arch}`,
      node: process.versions.node,
    },
  };
  const file = options.out ?? join(benchmarksFolder(), `${at.replace(/[:.]/g, '-')}.json`);
  if (options.out === undefined) await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`));
  return {
    json: { ...json, file },
    lines: [
      ...table(
        ['network', 'batch', 'engine', 'images/s', 'ratio'],
        measured.results.map(({ network, batch, engine, imagesPerSecond }) => {
          const own = Object.entries(json.ratios[`${network}/${batch}`] ?? {});
          const ratio = own.find(([name]) => name.endsWith(`/${engine}`));
          return [
            network,
            batch,
            engine,
            Math.round(imagesPerSecond),
            ratio ? `${ratio[1].toFixed(2)}x` : '1',
          ];
        }),
      ),
      ...measured.skipped.map(
        ({ network, batch, engine, reason }) => `skipped: ${engine} on ${network}, batch ${batch}: ${reason}`,
      ),
      `kept in ${file}`,
    ],
  };
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
      'of keras, pytorch: measured where Python (CONVAS_PYTHON, else python3) has them; both where CONVAS_PYTHON is set',
    )
    .option('--networks <list>', 'of lenet-5, cifar10-cnn, resnet20-cifar; all if not given')
    .option('--rounds <n>', 'turns that each engine has', positiveInteger, 5)
    .option('--seconds <s>', 'how long a turn is', positiveNumber, 2)
    .option('--out <json>', 'where to keep the result; with the runs if not given')
    .description('measure how fast engines train, side by side and in turn');
  run(command, (context, given) => bench(context, given as Options));
};
