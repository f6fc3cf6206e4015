import type { ConvasDocument } from '../../document/schema.ts';
import type { Range } from '../../layers/range.ts';
import type { Expansion } from '../expand.ts';
import type { Flow } from '../flow.ts';
import type { Graph } from '../graph.ts';
import type { Inferred } from '../infer.ts';
import type { DataShape, MissingData, Problem, ReceptiveField } from '../network.ts';
import { type OutputFacts, outputFactsBy, type ValuedLayer } from '../outputs.ts';
import type { Structure } from '../structure.ts';

/** What a check may look at. */
export interface ProblemContext extends Structure {
  readonly document: ConvasDocument;
  readonly expansion: Expansion;
  readonly graph: Graph;
  /** By id, for the sorted. */
  readonly inferred: ReadonlyMap<string, Inferred>;
  /** Receptive fields by id. */
  readonly fields: ReadonlyMap<string, ReceptiveField | null>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** The largest depth among the flows. */
  readonly deepest: number;
  /** Height and width of the network's input; null where it is no image or there is not exactly one. */
  readonly imageSize: readonly number[] | null;
  readonly data: DataShape | null;
  readonly missing: MissingData | null;
}

/** One kind of problem: how it is found, and the ways out of it. */
export interface GlobalCheck {
  readonly code: string;
  /** What it finds depends on layers, their kinds, names and wires alone; parameters may be in its repairs. */
  readonly structural?: true;
  /** `found`: the problems of the checks before it, for one that would only echo them. */
  find(context: ProblemContext, found: readonly Problem[]): readonly Problem[];
}

/**
 * A problem of single layers. After an edit only those are looked at again whose results depended on what changed: they
 * may read `inferred`, `fields` and `flows` of any layer by its id, and besides only what no parameter changes.
 */
export interface LocalCheck {
  readonly code: string;
  /** Layers in and behind cycles, of which nothing is inferred, are looked at as well. */
  readonly everywhere?: true;
  at(context: ProblemContext, id: string): readonly Problem[];
  /** Of what was found at all layers, what holds for the network; may look at everything. */
  among?(context: ProblemContext, problems: readonly Problem[]): readonly Problem[];
}

export type ProblemCheck = GlobalCheck | LocalCheck;

/** Whether the network itself has an error. */
export const anyError = (found: readonly Problem[]): boolean =>
  found.some((problem) => problem.severity === 'error' && !problem.onlyTraining);

export const nameOf = (context: ProblemContext, id: string): string => context.graph.byId.get(id)?.name ?? id;

/** False where a block could not be unfolded: wires seem to lead nowhere then, and the block is what to fix. */
export const allUnfolded = ({ expansion }: ProblemContext): boolean => !anyError(expansion.problems);

/** The one output of a network without errors so far; null where there are several. */
export function soleOutput(context: ProblemContext): string | null {
  return context.outputs.length === 1 ? context.outputs[0]! : null;
}

/** The most names that a message lists. */
const maxNames = 4;

/** Names of layers for a message: the first, and how many there are. */
export const namesOf = (context: ProblemContext, ids: readonly string[]) => ({
  names: ids.slice(0, maxNames).map((id) => nameOf(context, id)),
  count: ids.length,
});

const factsCache = new WeakMap<ProblemContext, OutputFacts | null>();

/** What is known of what the one output puts out; null where there is not exactly one, or it is the input itself. */
export function outputFacts(context: ProblemContext): OutputFacts | null {
  const before = factsCache.get(context);
  if (before !== undefined) return before;
  const output = soleOutput(context);
  const last = output === null ? undefined : context.inferred.get(output)?.known;
  const facts = output !== null && last && last.kind.inputs.max !== 0 ? factsFrom(context, output) : null;
  factsCache.set(context, facts);
  return facts;
}

function factsFrom({ inferred, graph, flows }: ProblemContext, output: string): OutputFacts {
  const layerOf = (id: string): ValuedLayer | undefined => {
    const of = inferred.get(id);
    if (!of?.known) return undefined;
    const { kind, params, shape } = of.known;
    const inputs = graph.incoming.get(id)!.map(({ source }) => source);
    return { id, kind, params, inputs, inputShapes: of.inputShapes, outputShape: shape };
  };
  const rangeOf = (id: string): Range => flows.get(id)?.range ?? 'any';
  return outputFactsBy({ layerOf, rangeOf, usesOf: (id) => graph.outgoing.get(id)!.length }, output);
}
