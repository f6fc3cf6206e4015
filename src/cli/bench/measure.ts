import { templateOf } from '../../../templates/index.ts';
import { analyze } from '../../network/analyze.ts';
import type { BenchmarkResult, BenchmarkSkipped } from '../../protocol/benchmark.ts';
import { documentFrom } from '../document.ts';
import { CliError, oneLine } from '../output.ts';
import type { Order } from './contender.ts';
import { type Contestant, enter } from './contestant.ts';

/** A network at a batch size. */
export interface Case {
  readonly network: string;
  readonly batch: number;
  readonly steps: number;
}

/** What is measured: networks by their template, the batch sizes they are usually trained with. */
export const cases: readonly Case[] = [
  { network: 'lenet-5', batch: 32, steps: 128 },
  { network: 'lenet-5', batch: 128, steps: 64 },
  { network: 'lenet-5', batch: 512, steps: 32 },
  { network: 'cifar10-cnn', batch: 64, steps: 16 },
  { network: 'resnet20-cifar', batch: 128, steps: 8 },
];

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The template's network, with Adam at its defaults, as text and resolved. */
function orderFor({ network: id, batch, steps }: Case): Order {
  const template = templateOf(id);
  if (!template) throw new CliError(`there is no template ${id}`);
  const document = documentFrom(template.text, id);
  const { network, totals } = analyze(document, null);
  if (!network) throw new CliError(`${id} has problems: see \`convas analyze ${id}\``);
  const training = {
    ...document.training,
    batchSize: batch,
    optimizer: { kind: 'adam', params: {} },
    loss: { kind: 'categoricalCrossentropy', params: {} },
  };
  const resolved = {
    params: totals.params,
    trainableParams: totals.trainableParams,
    outputs: [...network.outputs],
    layers: network.layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind.kind,
      params: layer.params,
      inputs: layer.inputs,
      inputShapes: layer.inputShapes,
      outputShape: layer.outputShape,
    })),
  };
  return {
    type: 'open',
    document: JSON.stringify({ ...document, training }),
    network: JSON.parse(JSON.stringify(resolved)),
    batch,
    steps,
  };
}

async function run(contestant: Contestant, seconds: number): Promise<number> {
  const answer = await contestant.ask({ type: 'run', seconds });
  if (answer.type === 'ran') return answer.images / answer.seconds;
  throw new Error(answer.type === 'cannot' ? answer.message : 'it answered something else');
}

export interface Plan {
  readonly cases: readonly Case[];
  readonly engines: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
}

interface Tracks {
  readonly contestant: Contestant;
  readonly version: string;
  readonly rounds: number[];
}

/**
 * Measures engines side by side: one network open in all of them, each trains alone for a while in turn, the order
 * turning round by round, so that what else the machine does meets all alike. Medians over the rounds.
 */
export async function measure(
  plan: Plan,
  report: (done: number, total: number, what: string) => void,
): Promise<{ results: BenchmarkResult[]; skipped: BenchmarkSkipped[] }> {
  const contestants = plan.engines.map(enter);
  const results: BenchmarkResult[] = [];
  const skipped: BenchmarkSkipped[] = [];
  const total = plan.cases.length * plan.engines.length * (plan.rounds + 1);
  let done = 0;
  try {
    for (const one of plan.cases) {
      const { network, batch } = one;
      const order = orderFor(one);
      const tracks: Tracks[] = [];
      const attempt = async (contestant: Contestant, work: () => Promise<void>): Promise<boolean> => {
        done += 1;
        report(done, total, `${network}, batch ${batch}: ${contestant.engine}`);
        try {
          await work();
          return true;
        } catch (error) {
          skipped.push({ network, batch, engine: contestant.engine, reason: oneLine(error) });
          return false;
        }
      };
      for (const contestant of contestants) {
        await attempt(contestant, async () => {
          const opened = await contestant.ask(order);
          if (opened.type !== 'ready') {
            throw new Error(opened.type === 'cannot' ? opened.message : 'it did not open');
          }
          // Tracing, compiling and the first touches of memory are not what is measured.
          await run(contestant, plan.seconds);
          tracks.push({ contestant, version: opened.version, rounds: [] });
        });
      }
      for (let round = 0; round < plan.rounds; round++) {
        const turn = round % Math.max(1, tracks.length);
        for (const track of [...tracks.slice(turn), ...tracks.slice(0, turn)]) {
          const ok = await attempt(track.contestant, async () => {
            track.rounds.push(await run(track.contestant, plan.seconds));
          });
          if (!ok) tracks.splice(tracks.indexOf(track), 1);
        }
      }
      for (const { contestant, version, rounds } of tracks) {
        const imagesPerSecond = median(rounds);
        results.push({ network, batch, engine: contestant.engine, version, imagesPerSecond, rounds });
      }
    }
  } finally {
    for (const contestant of contestants) contestant.end();
  }
  return { results, skipped };
}

/**
 * How many times as fast one engine is as another: the median over the rounds that both had, each compared with the
 * one beside it in time, since what else the machine does changes from round to round.
 */
function ratioOf(one: BenchmarkResult, other: BenchmarkResult): number {
  const pairs = Math.min(one.rounds.length, other.rounds.length);
  return median(Array.from({ length: pairs }, (_, round) => one.rounds[round]! / other.rounds[round]!));
}

/** How many times as fast the first engine of a case is as each other: `{"lenet-5/32": {"compiled/tfjs": 4.2}}`. */
export function ratiosOf(results: readonly BenchmarkResult[]): Record<string, Record<string, number>> {
  const ratios: Record<string, Record<string, number>> = {};
  for (const result of results) {
    const { network, batch, engine } = result;
    const first = results.find((other) => other.network === network && other.batch === batch)!;
    if (first === result) continue;
    const name = `${network}/${batch}`;
    ratios[name] ??= {};
    ratios[name][`${first.engine}/${engine}`] = Number(ratioOf(first, result).toFixed(3));
  }
  return ratios;
}
