import type { ConvasDocument } from '../../document/schema.ts';
import type { Expansion } from '../expand.ts';
import type { Graph } from '../graph.ts';
import type { Inferred } from '../infer.ts';
import type { DataShape, MissingData, Problem, ReceptiveField } from '../network.ts';
import { type OutputFacts, outputFactsOf, type ValuedLayer } from '../outputs.ts';

/** What a check may look at. */
export interface ProblemContext {
  readonly document: ConvasDocument;
  readonly expansion: Expansion;
  readonly graph: Graph;
  /** Ids in topological order; layers in or behind a cycle are missing. */
  readonly sorted: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  /** Layers without wires, beside the network. */
  readonly isolated: ReadonlySet<string>;
  /** By id, for the sorted. */
  readonly inferred: ReadonlyMap<string, Inferred>;
  /** Receptive fields by id. */
  readonly fields: ReadonlyMap<string, ReceptiveField | null>;
  /** Height and width of the network's input; null where it is no image or there is not exactly one. */
  readonly imageSize: readonly number[] | null;
  readonly data: DataShape | null;
  readonly missing: MissingData | null;
}

/** One kind of problem: how it is found, and the ways out of it. */
export interface ProblemCheck {
  readonly code: string;
  /** `found`: the problems of the checks before it, for one that would only echo them. */
  find(context: ProblemContext, found: readonly Problem[]): readonly Problem[];
}

/** Whether the network itself has an error. */
export const anyError = (found: readonly Problem[]): boolean =>
  found.some((problem) => problem.severity === 'error' && !problem.onlyTraining);

export const nameOf = (context: ProblemContext, id: string): string => context.graph.byId.get(id)?.name ?? id;

/** False where a block could not be unfolded: wires seem to lead nowhere then, and the block is what to mend. */
export const allUnfolded = ({ expansion }: ProblemContext): boolean => !anyError(expansion.problems);

/** Layers that nothing takes from, of those that take part. */
export function outputsOf({ graph, isolated }: ProblemContext): string[] {
  return graph.layers
    .filter((layer) => !isolated.has(layer.id) && graph.outgoing.get(layer.id)!.length === 0)
    .map((layer) => layer.id);
}

/** The one output of a network without errors so far; null where there are several. */
export function soleOutput(context: ProblemContext): string | null {
  const [first, ...others] = outputsOf(context);
  return first !== undefined && others.length === 0 ? first : null;
}

/** The most names that a message lists. */
const mostNames = 4;

/** Names of layers for a message: the first, and how many there are. */
export const namesOf = (context: ProblemContext, ids: readonly string[]) => ({
  names: ids.slice(0, mostNames).map((id) => nameOf(context, id)),
  count: ids.length,
});

const known = new WeakMap<ProblemContext, OutputFacts | null>();

/** What is known of what the one output puts out; null where there is not exactly one, or it is the input itself. */
export function outputFacts(context: ProblemContext): OutputFacts | null {
  const before = known.get(context);
  if (before !== undefined) return before;
  const output = soleOutput(context);
  const { inferred, graph, sorted } = context;
  const layers = sorted.flatMap((id): ValuedLayer[] => {
    const of = inferred.get(id);
    if (!of?.known) return [];
    const { kind, params, shape } = of.known;
    const inputs = graph.incoming.get(id)!.map(({ source }) => source);
    return [{ id, kind, params, inputs, inputShapes: of.inputShapes, outputShape: shape }];
  });
  const last = layers.find(({ id }) => id === output);
  const facts = output !== null && last && last.kind.inputs.max !== 0 ? outputFactsOf(layers, output) : null;
  known.set(context, facts);
  return facts;
}
