import type { ConvasDocument, LayerNode } from '../document/schema.ts';
import { createAnalyzer } from './analyze.ts';
import type { Analysis, DataShape, MissingData, Problem, Repair } from './network.ts';
import { applyRepair } from './repair.ts';

/** What a repair leaves behind, in the order in which it counts. */
interface RepairOutcome {
  /** 1 if a layer is removed although another repair would keep all. */
  readonly removes: number;
  /** 1 if the problem is still there. */
  readonly remains: number;
  /** Errors left, and layers whose shape is still unknown: each may hide an error. */
  readonly errors: number;
  readonly warnings: number;
  /** Layers, wires and settings that are not as before. */
  readonly change: number;
}

const criteria = ['removes', 'remains', 'errors', 'warnings', 'change'] as const;

/** `layer-1/1/layer-2` and `layer-1/2/layer-2` are one layer to repair. */
const withoutRepetition = (layer: string | null): string | null => layer?.replace(/\/\d+\//g, '//') ?? null;

const sameProblem = (a: Problem, b: Problem): boolean =>
  a.code === b.code && withoutRepetition(a.layer) === withoutRepetition(b.layer);

function count<T>(items: readonly T[], test: (item: T) => boolean): number {
  let found = 0;
  for (const item of items) if (test(item)) found++;
  return found;
}

/** A layer apart from where it stands: making room is no change of the network. */
const drawn = ({ position: _where, ...layer }: LayerNode): string => JSON.stringify(layer);

/** How many items of two lists differ, by id; items that are the same object cost no comparison. */
function differing<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  shown: (item: T) => string,
): number {
  if (before === after) return 0;
  const old = new Map(before.map((item) => [item.id, item]));
  let changed = 0;
  for (const item of after) {
    const past = old.get(item.id);
    old.delete(item.id);
    if (past !== item && (!past || shown(past) !== shown(item))) changed++;
  }
  return changed + old.size;
}

/** How many layers, wires and settings differ between two documents; where layers stand does not count. */
export function sizeOfChange(before: ConvasDocument, after: ConvasDocument): number {
  const wires = ({ source, target }: { source: string; target: string }): string => `${source} ${target}`;
  const parts = (document: ConvasDocument) => [document, ...document.blocks];
  const old = new Map(parts(before).map((part) => ['id' in part ? part.id : '', part]));
  const changed = parts(after).reduce((sum, part) => {
    const past = old.get('id' in part ? part.id : '');
    if (!past || past === part) return sum;
    return sum + differing(past.layers, part.layers, drawn) + differing(past.edges, part.edges, wires);
  }, 0);
  return changed + Number(before.training !== after.training) + Number(before.data !== after.data);
}

const removes = (repair: Repair): boolean =>
  repair.action === 'several' ? repair.repairs.some(removes) : repair.action === 'removeLayer';

/** What is left when a repair was applied. */
function outcomeOf(
  problem: Problem,
  { repair, after }: TriedRepair,
  before: ConvasDocument,
  left: Pick<Analysis, 'layers' | 'problems'>,
): RepairOutcome {
  const errors = count(left.problems, ({ severity }) => severity === 'error');
  return {
    removes: Number(removes(repair) && problem.repairs.some((other) => !removes(other))),
    remains: Number(left.problems.some((other) => sameProblem(other, problem))),
    errors: errors + count(left.layers, ({ outputShape }) => outputShape === null),
    warnings: left.problems.length - errors,
    change: sizeOfChange(before, after),
  };
}

function compare(a: RepairOutcome, b: RepairOutcome): number {
  for (const criterion of criteria) if (a[criterion] !== b[criterion]) return a[criterion] - b[criterion];
  return 0;
}

interface TriedRepair {
  readonly repair: Repair;
  /** The document with the repair applied. */
  readonly after: ConvasDocument;
}

/** The most layers that are analyzed again to rank the repairs of one document. */
const budget = 50_000;

/**
 * Ranks the repairs of each problem by trying them: a repair is applied, the document it leaves is analyzed, and
 * what remains decides. In this order: no layer is removed while another repair keeps all; the problem is gone;
 * fewest errors (a layer whose shape is unknown counts as one, it may hide some); fewest warnings; smallest change.
 * Repairs that would change nothing are dropped, but for one that lets the person choose. Equals keep the order in which the check named them, and so do
 * the repairs of problems beyond the budget, which large and very broken networks reach.
 *
 * @param document the document that `analysis` is of
 * @returns `problems`, each with its repairs best first
 */
export function rankRepairs(
  document: ConvasDocument,
  data: DataShape | MissingData | null,
  { layers, problems }: Pick<Analysis, 'layers' | 'problems'>,
): readonly Problem[] {
  const analyze = createAnalyzer();
  let spent = 0;
  return problems.map((problem) => {
    const tried = problem.repairs
      .map((repair): TriedRepair => ({ repair, after: applyRepair(document, repair) }))
      .filter(({ repair, after }) => after !== document || repair.action === 'chooseData');
    const cost = tried.length > 1 ? tried.length * layers.length : 0;
    if (spent + cost > budget) return problem;
    spent += cost;
    if (cost === 0) return { ...problem, repairs: tried.map(({ repair }) => repair) };
    const repairs = tried
      .map((each) => ({ ...each, outcome: outcomeOf(problem, each, document, analyze(each.after, data)) }))
      .sort((a, b) => compare(a.outcome, b.outcome))
      .map(({ repair }) => repair);
    return { ...problem, repairs };
  });
}
