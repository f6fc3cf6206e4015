import type { Benchmark, BenchmarkKernels, BenchmarkResult } from '../../protocol/benchmark.ts';
import { text } from '../../text/language.ts';
import { sentence } from '../../text/message.ts';
import { fixed, percent as inPercent } from '../figures.ts';
import { table } from '../output.ts';

const percent = (share: number): string => inPercent(share, share < 0.1 ? 1 : 0);

/** Half of the confidence's width by the median; with a mark where that is too much. */
function uncertainty({ confidence, imagesPerSecond, stable }: BenchmarkResult): string {
  if (!confidence) return '';
  const [low, high] = confidence;
  return `${percent((high - low) / 2 / imagesPerSecond)}${stable ? '' : ' !'}`;
}

function inWords({ instructionSet, oneDnn, threads, notes }: BenchmarkKernels): string {
  const words = text.commands.bench;
  const detail = sentence(notes);
  // Convas reports all of it itself.
  if (sentence(notes, 'en').startsWith('oneDNN')) return `${instructionSet}, ${detail}`;
  return [
    instructionSet,
    ...(oneDnn === null ? [] : [words.oneDnn(oneDnn)]),
    words.threads({ count: threads }),
    ...(detail === '' ? [] : [detail]),
  ].join(', ');
}

/** What each engine computed with, printed once for all networks where it was the same. */
function kernelLines(results: readonly BenchmarkResult[]): string[] {
  const networks = new Map<string, Set<string>>();
  for (const { engine, network, kernels } of results) {
    if (!kernels) continue;
    const line = `${engine}: ${inWords(kernels)}`;
    networks.set(line, (networks.get(line) ?? new Set()).add(network));
  }
  return [...networks].map(([line, of]) => `${line} (${[...of].join(', ')})`);
}

const longest = (results: readonly BenchmarkResult[]): number =>
  Math.max(0, ...results.map(({ others = 0 }) => others));

/** A benchmark for a person to read. */
export function report({
  results,
  skipped,
  ratios,
  peak,
  load,
  stable,
  tolerance = 0,
  machine,
}: Benchmark): string[] {
  const words = text.commands.bench;
  const { columns } = words;
  return [
    words.machine({
      cpu: machine.cpu,
      cores: machine.cores,
      set: machine.instructionSet ?? '',
      emulated: machine.emulated === true,
    }),
    ...table(
      [columns.network, columns.batch, columns.engine, columns.rate, '±', columns.share, columns.ratio],
      results.map((result) => {
        const { network, batch, engine, imagesPerSecond, peakShare } = result;
        const own = Object.entries(ratios[`${network}/${batch}`] ?? {});
        const ratio = own.find(([name]) => name.split('/')[1] === engine);
        return [
          network,
          batch,
          engine,
          Math.round(imagesPerSecond),
          uncertainty(result),
          peakShare == null ? '-' : percent(peakShare),
          ratio ? `${fixed(ratio[1], 2)}x` : '1',
        ];
      }),
    ),
    ...kernelLines(results),
    ...(peak ? [words.peak({ gigaflops: Math.round(peak.gigaflops), size: peak.size, by: peak.by })] : []),
    ...(stable === false ? [words.unstable({ tolerance: percent(tolerance) })] : []),
    ...(load?.busy
      ? [
          words.busy({
            others: percent(load.others),
            most: percent(longest(results)),
            stolen: percent(load.stolen),
          }),
        ]
      : []),
    ...skipped.map(words.skipped),
  ];
}
