import type { Benchmark, BenchmarkKernels, BenchmarkResult } from '../../protocol/benchmark.ts';
import { table } from '../output.ts';

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Half of the confidence's width by the median; with a mark where that is too much. */
function uncertainty({ confidence, imagesPerSecond, stable }: BenchmarkResult): string {
  if (!confidence) return '';
  const [low, high] = confidence;
  return `${percent((high - low) / 2 / imagesPerSecond)}${stable ? '' : ' !'}`;
}

function inWords({ instructionSet, oneDnn, threads, notes }: BenchmarkKernels): string {
  // Convas says all of it itself.
  if (notes.startsWith('oneDNN')) return `${instructionSet}, ${notes}`;
  return [
    instructionSet,
    ...(oneDnn === null ? [] : [`oneDNN ${oneDnn ? 'on' : 'off'}`]),
    `${threads} thread${threads === 1 ? '' : 's'}`,
    ...(notes === '' ? [] : [notes]),
  ].join(', ');
}

/** What each engine computed with, said once for all networks where it was the same. */
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
  const set = `${machine.instructionSet ?? ''}${machine.emulated ? ' (emulated)' : ''}`;
  return [
    `${machine.cpu}, ${machine.cores} processors, ${set}`,
    ...table(
      ['network', 'batch', 'engine', 'images/s', '±', 'of peak', 'ratio'],
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
          ratio ? `${ratio[1].toFixed(2)}x` : '1',
        ];
      }),
    ),
    ...kernelLines(results),
    ...(peak
      ? [
          `peak: ${Math.round(peak.gigaflops)} GFLOP/s, the fastest product of ${peak.size} x ${peak.size} matrices, ` +
            `by ${peak.by}; the share is 3 x 2 x MACs x images/s of it`,
        ]
      : []),
    ...(stable === false
      ? [
          `not stable (!): medians that are not known to within ${percent(tolerance)} after all rounds; ` +
            'an idle machine or more --max-rounds may help',
        ]
      : []),
    ...(load?.busy
      ? [
          `busy: other programs took ${percent(load.others)} of the machine, up to ${percent(longest(results))} in a ` +
            `turn, other virtual machines ${percent(load.stolen)}: do not trust these figures`,
        ]
      : []),
    ...skipped.map(
      ({ network, batch, engine, reason }) => `skipped: ${engine} on ${network}, batch ${batch}: ${reason}`,
    ),
  ];
}
