import type { OutputFunction } from '../layers/activations.ts';
import type { LayerKind, Params } from '../layers/kind.ts';
import type { Range } from '../layers/range.ts';
import type { Shape } from '../layers/shape.ts';
import type { LossKind } from '../training/loss.ts';
import { isSingleUnit } from '../training/single-unit.ts';
import type { TargetKind } from '../training/target.ts';

/** What a network's outputs mean to whoever reads them. */
export type OutputMeaning = 'probabilities' | 'scores' | 'distances' | 'numbers' | 'reconstruction';

/**
 * How the outputs of a network are read. Training, evaluation, predictions and exports all go by it, so that none of
 * them applies a softmax that another has left out, or takes the farthest class for the nearest.
 */
export interface OutputReading {
  readonly meaning: OutputMeaning;
  /** One unit distinguishes two classes: of the example, or of each of its pixels. */
  readonly single: boolean;
  /** What turns the outputs into what they mean; `normalize`: divided by their sum. */
  readonly apply: 'nothing' | 'softmax' | 'sigmoid' | 'normalize';
  /** The layer that hands over the scores before its softmax or sigmoid, for a loss that wants them; null for none. */
  readonly logitsOf: string | null;
  /** The function that `logitsOf` then leaves out. */
  readonly leftOut: OutputFunction | null;
  /** What turns the outputs (or the scores of `logitsOf`) into what the loss takes, larger for the likelier class. */
  readonly toLoss: 'nothing' | 'log' | 'logit' | 'negate';
  /** Of a single unit and of labels: what the loss takes lies above it where the answer is the second class, or yes. */
  readonly boundary: number;
  /** Of a single unit: the targets of the first and the second class. */
  readonly targets: readonly [number, number];
}

/** A layer of a network, as far as its values are concerned. `NetworkLayer` is one. */
export interface ValuedLayer {
  readonly id: string;
  readonly kind: LayerKind;
  readonly params: Params;
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
}

/** What is known of a network's output from its layers alone. */
export interface OutputFacts {
  readonly range: Range;
  readonly shape: Shape;
  /** The softmax or sigmoid that ends the network, with nothing after it but what moves values; null without one. */
  readonly end: { readonly layer: string; readonly function: OutputFunction; readonly last: boolean } | null;
  /** Layers whose softmax or sigmoid makes the outputs what they are, directly or through means and similar. */
  readonly ending: ReadonlySet<string>;
}

/** @param layers each after all it takes from */
function rangesOf(layers: readonly ValuedLayer[]): Map<string, Range> {
  const ranges = new Map<string, Range>();
  for (const { id, kind, params, inputs, inputShapes, outputShape } of layers) {
    const before = inputs.map((input) => ranges.get(input) ?? 'any');
    ranges.set(id, kind.range?.({ inputs: before, inputShapes, outputShape }, params) ?? 'any');
  }
  return ranges;
}

/** A network's layers looked up by id. */
export interface ValuedNetwork {
  layerOf(id: string): ValuedLayer | undefined;
  rangeOf(id: string): Range;
  /** How many wires lead out of a layer. */
  usesOf(id: string): number;
}

function endOf({ layerOf, rangeOf, usesOf }: ValuedNetwork, output: string): OutputFacts['end'] {
  for (let at = layerOf(output); at; at = layerOf(at.inputs[0]!)) {
    if (at.id !== output && usesOf(at.id) !== 1) return null;
    const found = at.kind.outputFunction?.(at.params) ?? null;
    // A softmax whose axis was cut or joined since is one no more for the outputs.
    if (found === 'softmax' && rangeOf(output) !== 'distribution') return null;
    if (found) return { layer: at.id, function: found, last: at.id === output };
    if (at.inputs.length !== 1 || !at.kind.moves?.(at.params)) return null;
  }
  return null;
}

/** Walks back from the output through layers whose range is their inputs'. */
function endingOf({ layerOf, rangeOf }: ValuedNetwork, output: string): Set<string> {
  const ending = new Set<string>();
  const seen = new Set<string>();
  const open = [output];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const layer = layerOf(id);
    const range = rangeOf(id);
    if (!layer || seen.has(id) || (range !== 'distribution' && range !== 'unit')) continue;
    seen.add(id);
    if (layer.kind.outputFunction?.(layer.params)) ending.add(id);
    else open.push(...layer.inputs);
  }
  return ending;
}

/** @param layers each after all it takes from */
export function outputFactsOf(layers: readonly ValuedLayer[], output: string): OutputFacts {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const uses = new Map<string, number>();
  for (const { inputs } of layers) for (const id of inputs) uses.set(id, (uses.get(id) ?? 0) + 1);
  const ranges = rangesOf(layers);
  const layerOf = (id: string) => byId.get(id);
  const rangeOf = (id: string) => ranges.get(id) ?? 'any';
  return outputFactsBy({ layerOf, rangeOf, usesOf: (id) => uses.get(id) ?? 0 }, output);
}

export function outputFactsBy(network: ValuedNetwork, output: string): OutputFacts {
  return {
    range: network.rangeOf(output),
    shape: network.layerOf(output)?.outputShape ?? [],
    end: endOf(network, output),
    ending: endingOf(network, output),
  };
}

/** What of a loss says how outputs are read. */
export type ReadingLoss = Pick<LossKind, 'takes' | 'link' | 'signed' | 'ownScoresOnly'>;

/** Decides what outputs mean: by what is known of their values, by the loss that trains them, and by the target. */
export function decideReading(facts: OutputFacts, loss: ReadingLoss, target: TargetKind): OutputReading {
  const { range, shape, end } = facts;
  const single = (target === 'class' && isSingleUnit(shape)) || (target === 'mask' && shape.at(-1) === 1);
  const wantsLogits = loss.takes === 'logits';
  const apart = single || target === 'input' || target === 'labels';
  const link: OutputFunction = apart ? 'sigmoid' : (loss.link ?? 'softmax');
  const bounded = range === 'unit' || range === 'distribution';
  const signed = loss.signed === true && !bounded;
  // As Keras has it, a last layer is trained on its scores even where its function is not the loss's own.
  const anyLast = end?.last === true && !loss.ownScoresOnly;
  const left = wantsLogits && end && (anyLast || end.function === link) ? end : null;

  const toLoss = (): OutputReading['toLoss'] => {
    if (left) return 'nothing';
    if (range === 'distance' && target === 'class') return 'negate';
    if (!wantsLogits || !bounded) return 'nothing';
    return link === 'softmax' ? 'log' : 'logit';
  };
  const read = (): Pick<OutputReading, 'meaning' | 'apply'> => {
    const trained = wantsLogits && range === 'any' ? link : 'nothing';
    if (target === 'input') return { meaning: 'reconstruction', apply: trained };
    if (target === 'numbers') return { meaning: 'numbers', apply: 'nothing' };
    if (range === 'distance') return { meaning: 'distances', apply: 'nothing' };
    if (bounded) {
      const shares = wantsLogits && !left && link === 'softmax' && range === 'unit';
      return { meaning: 'probabilities', apply: shares ? 'normalize' : 'nothing' };
    }
    return { meaning: wantsLogits ? 'probabilities' : 'scores', apply: trained };
  };
  return {
    ...read(),
    single,
    logitsOf: left?.layer ?? null,
    leftOut: left?.function ?? null,
    toLoss: toLoss(),
    boundary: wantsLogits || signed ? 0 : 0.5,
    targets: signed ? [-1, 1] : [0, 1],
  };
}

/** What one example's outputs say of the classes. */
export interface ClassAnswer {
  /** The class that is answered; of equal ones the first. */
  readonly label: number;
  /** For each class: its probability, its score, or the distance to it. */
  readonly values: readonly number[];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const applied: Readonly<Record<OutputReading['apply'], (outputs: readonly number[]) => readonly number[]>> = {
  nothing: (outputs) => outputs,
  sigmoid: (outputs) => outputs.map((output) => 1 / (1 + Math.exp(-output))),
  softmax(outputs) {
    const highest = outputs.reduce((most, output) => Math.max(most, output), Number.NEGATIVE_INFINITY);
    const powers = outputs.map((output) => Math.exp(output - highest));
    const sum = sumOf(powers);
    return powers.map((power) => power / sum);
  },
  normalize(outputs) {
    const sum = sumOf(outputs);
    return sum > 0 ? outputs.map((output) => output / sum) : outputs.map(() => 1 / outputs.length);
  },
};

/** What outputs mean, value by value. @param outputs of one example, as the network puts them out */
export const applyReading = (reading: OutputReading, outputs: readonly number[]): readonly number[] =>
  applied[reading.apply](outputs);

/** @param outputs of one example, as the network puts them out */
export function classAnswer(reading: OutputReading, outputs: readonly number[]): ClassAnswer {
  const meant = applyReading(reading, outputs);
  if (reading.single) {
    const [value] = meant as [number];
    // The boundary is that of what the loss takes; probabilities have theirs at one half.
    const boundary = reading.meaning === 'probabilities' ? 0.5 : reading.boundary;
    const [first, second] = reading.targets;
    return { label: value > boundary ? 1 : 0, values: [first + second - value, value] };
  }
  const best = meant.reduce((most, value) =>
    reading.meaning === 'distances' ? Math.min(most, value) : Math.max(most, value),
  );
  return { label: meant.indexOf(best), values: meant };
}
