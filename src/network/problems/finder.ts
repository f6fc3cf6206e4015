import { lints } from '../lint/lints.ts';
import type { Problem } from '../network.ts';
import { settle } from '../pending.ts';
import type { Reads } from '../tracked.ts';
import { problemChecks } from './checks.ts';
import { anyError, type LocalCheck, type ProblemCheck, type ProblemContext } from './context.ts';

const none: readonly Problem[] = [];
const structuralChecks = problemChecks.filter((check) => 'structural' in check && check.structural);

/** What a check of single layers has found, and what it looked at to find it. */
class CheckCache {
  /** By layer; those without problems are missing. */
  readonly #found = new Map<string, readonly Problem[]>();
  /** By a layer that was looked at: the other layers whose results depend on it. */
  readonly #readers = new Map<string, Set<string>>();
  readonly #stale = new Set<string>();
  #begun = false;

  /** The layer is another: what was found by looking at it holds no longer. */
  changed(id: string): void {
    if (!this.#begun) return;
    this.#stale.add(id);
    for (const reader of this.#readers.get(id) ?? []) this.#stale.add(reader);
  }

  /** The layer is gone, and with it what was found at it. */
  removed(id: string): void {
    this.changed(id);
    this.#found.delete(id);
    this.#readers.delete(id);
  }

  /** Of layers that are gone nothing is found again. */
  forget(id: string): void {
    this.#stale.delete(id);
  }

  find(check: LocalCheck, context: ProblemContext, reads: Reads): readonly Problem[] {
    const { sorted, cycles, graph } = context;
    const all = check.everywhere && cycles.length > 0 ? graph.layers.map(({ id }) => id) : sorted;
    for (const id of this.#begun ? this.#stale : all) this.#look(check, context, reads, id);
    this.#begun = true;
    this.#stale.clear();
    return this.#found.size === 0 ? none : [...this.#found.values()].flat();
  }

  #look(check: LocalCheck, context: ProblemContext, reads: Reads, id: string): void {
    let last = id;
    reads.listener = (other) => {
      if (other === id || other === last) return;
      last = other;
      const readers = this.#readers.get(other);
      if (readers) readers.add(id);
      else this.#readers.set(other, new Set([id]));
    };
    const problems = check.at(context, id);
    reads.listener = null;
    if (problems.length > 0) this.#found.set(id, problems);
    else this.#found.delete(id);
  }
}

/** Of two problems of one code and layer, whether a person would read the same. What a lint says may name other layers. */
const readsSame = (one: Problem, other: Problem): boolean =>
  one.severity !== 'error' || JSON.stringify(one.message) === JSON.stringify(other.message);

/** A block that repeats has the same problem in each repetition: one is enough. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem[]>();
  return problems.filter((problem) => {
    const key = `${problem.code} ${problem.layer?.replace(/\/\d+\//g, '//')}`;
    const before = seen.get(key);
    if (before?.some((other) => readsSame(other, problem))) return false;
    if (before) before.push(problem);
    else seen.set(key, [problem]);
    return true;
  });
}

/** The same where nothing repeats: then only problems of one layer can be alike, and they stand side by side. */
function withoutNeighboringRepeats(problems: readonly Problem[]): readonly Problem[] {
  let begin = 0;
  return problems.filter((problem, at) => {
    if (problems[begin]!.layer !== problem.layer) begin = at;
    for (let other = begin; other < at; other++)
      if (problems[other]!.code === problem.code && readsSame(problems[other]!, problem)) return false;
    return true;
  });
}

/** Errors first, then by the place of their layer in the network. */
function inOrder({ places, sorted }: ProblemContext, problems: readonly Problem[]): Problem[] {
  const rank = (problem: Problem): number => (problem.severity === 'error' ? 0 : 1e9);
  const where = (problem: Problem): number =>
    problem.layer === null ? -1 : (places.get(problem.layer) ?? sorted.length);
  return problems
    .map((problem) => ({ problem, key: rank(problem) + where(problem) }))
    .sort((a, b) => a.key - b.key)
    .map(({ problem }) => problem);
}

/**
 * Finds all problems of a network, and after an edit of parameters those that the edit may have changed. One finder for
 * one structure.
 */
export class ProblemFinder {
  readonly #reads: Reads;
  readonly #kept = new Map<ProblemCheck, CheckCache>();
  /** Checks of layers and wires that found nothing. */
  readonly #sound = new Set<ProblemCheck>();

  /** @param reads of the maps in the contexts that are looked at */
  constructor(reads: Reads) {
    this.#reads = reads;
  }

  /** The layers have other parameters, shapes or fields. */
  changed(ids: Iterable<string>): void {
    for (const id of ids) for (const kept of this.#kept.values()) kept.changed(id);
  }

  /** Whether all checks of layers and wires found nothing. */
  get isSound(): boolean {
    return structuralChecks.every((check) => this.#sound.has(check));
  }

  /**
   * Layers at the end are gone, others have other wires or are new; the network is as sound as it was.
   * @param changed those that are new, and those that wires lead from
   */
  reshaped(removed: readonly string[], changed: readonly string[]): void {
    for (const kept of this.#kept.values()) {
      for (const id of removed) kept.removed(id);
      for (const id of changed) kept.changed(id);
      for (const id of removed) kept.forget(id);
    }
  }

  find(context: ProblemContext): readonly Problem[] {
    const found: Problem[] = [];
    for (const check of problemChecks)
      for (const problem of this.#run(check, context, found)) found.push(problem);
    if (!anyError(found))
      for (const lint of lints) for (const problem of this.#run(lint, context, none)) found.push(problem);
    const settled = settle(context, found);
    return context.expansion.instances.length > 0
      ? inOrder(context, withoutRepeats(settled))
      : withoutNeighboringRepeats(inOrder(context, settled));
  }

  #run(check: ProblemCheck, context: ProblemContext, found: readonly Problem[]): readonly Problem[] {
    if (!('at' in check)) {
      if (this.#sound.has(check)) return none;
      const problems = check.find(context, found);
      if (check.structural && problems.length === 0) this.#sound.add(check);
      return problems;
    }
    const kept = this.#kept.get(check) ?? new CheckCache();
    this.#kept.set(check, kept);
    const problems = kept.find(check, context, this.#reads);
    return check.among?.(context, problems) ?? problems;
  }
}
