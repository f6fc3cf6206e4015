import type { Backend } from '../backends/backend.ts';
import { isNative } from '../backends/native.ts';
import { sameResult } from '../compiled/agreement.ts';
import { type Caution, carefree } from '../compiled/caution.ts';
import {
  type CompiledFunction,
  compile,
  type Recording,
  record,
  type Tensors,
} from '../compiled/compiled-function.ts';
import { Untraceable } from '../compiled/trace.ts';
import type { StepMode } from './open-stepper.ts';
import { disposeAll } from './weights.ts';

/** How computations are run that are not training steps. */
export interface Manner {
  /** Compiled where the backend can. */
  readonly mode: StepMode;
  readonly caution?: Caution;
  /** Told once why a computation runs op by op after all, in words. */
  readonly onFallback?: (reason: string) => void;
}

/** Op by op, for what is computed once. */
export const plainly: Manner = { mode: 'eager' };

/** A computation that is asked for again and again. */
export interface OpenedFunction {
  /**
   * @param wanted the results to compute, by name
   * @returns them; the caller disposes of them
   */
  run(inputs: Tensors, wanted: readonly string[]): Tensors;
  dispose(): void;
}

/** What is asked for once runs op by op and is recorded, the second time it is compiled and compared. */
type Stage =
  | { readonly at: 'recorded'; readonly recording: Recording }
  | { readonly at: 'compiled'; readonly compiled: CompiledFunction; trusted: boolean };

/** Graphs that stay open, one for each shape of the inputs and choice of results. */
const kept = 8;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/**
 * A computation that becomes one native call once it is asked for a second time; a single one would not earn the
 * graph. The first result of the graph is compared with op by op; a computation that cannot be recorded, or where they
 * differ, runs op by op.
 * @param identity names it across processes: the same for the same computation, with characters of a file name
 * @param compute made of tensor operations alone; the results must not be inputs
 */
export function openFunction(
  backend: Backend,
  identity: string,
  compute: (inputs: Tensors, wanted: readonly string[]) => Tensors,
  { mode, caution = carefree, onFallback }: Manner,
): OpenedFunction {
  const { tf } = backend;
  const stages = new Map<string, Stage>();
  let plain = mode === 'eager' || !isNative(backend);

  const close = (key: string): void => {
    const stage = stages.get(key);
    if (stage?.at === 'compiled') stage.compiled.close();
    stages.delete(key);
  };

  const fallBack = (reason: string): void => {
    plain = true;
    for (const key of [...stages.keys()]) close(key);
    onFallback?.(reason);
  };

  const opByOp = (inputs: Tensors, wanted: readonly string[]): Tensors => {
    let results!: Tensors;
    tf.tidy(() => {
      results = compute(inputs, wanted);
      for (const tensor of results.values()) tf.keep(tensor);
    });
    return results;
  };

  /** @throws what the computation throws */
  const first = (key: string, inputs: Tensors, wanted: readonly string[]): Tensors => {
    if (!isNative(backend)) return opByOp(inputs, wanted);
    try {
      const { recording, results } = record(backend, inputs, (given) => opByOp(given, wanted));
      stages.set(key, { at: 'recorded', recording });
      for (const old of [...stages.keys()].slice(0, -kept)) close(old);
      return results;
    } catch (error) {
      if (!(error instanceof Untraceable)) throw error;
      fallBack(`The forward pass cannot be compiled: ${error.message}.`);
      return opByOp(inputs, wanted);
    }
  };

  /** Both ways; what comes op by op counts. */
  const compare = (
    compiled: CompiledFunction,
    inputs: Tensors,
    wanted: readonly string[],
  ): { readonly results: Tensors; readonly verdict: 'same' | 'unclear' | string } => {
    const results = opByOp(inputs, wanted);
    let others: Tensors | null = null;
    try {
      others = caution.guard(identity, () => compiled.run(inputs));
      const verdicts = [...results].map(([name, tensor]) => {
        const verdict = sameResult(tf, tensor, others!.get(name)!);
        return verdict === 'different' ? `${name} differs from what comes op by op` : verdict;
      });
      return { results, verdict: verdicts.find((verdict) => verdict !== 'same') ?? 'same' };
    } catch (error) {
      return { results, verdict: `TensorFlow refused it: ${firstLine(error)}` };
    } finally {
      if (others) disposeAll(others.values());
    }
  };

  return {
    run(inputs, wanted) {
      if (plain) return opByOp(inputs, wanted);
      const key = `${wanted.join()} ${[...inputs.values()].map(({ shape }) => shape.join('x')).join()}`;
      let stage = stages.get(key);
      if (!stage) return first(key, inputs, wanted);
      if (stage.at === 'recorded') {
        if (caution.forbids(identity)) {
          fallBack(
            'The compiled forward pass of this network has ended the engine twice, so it runs op by op.',
          );
          return opByOp(inputs, wanted);
        }
        try {
          stage = { at: 'compiled', compiled: compile(backend as never, stage.recording), trusted: false };
        } catch (error) {
          fallBack(`TensorFlow did not take the compiled forward pass: ${firstLine(error)}.`);
          return opByOp(inputs, wanted);
        }
      }
      // The newest comes last: the oldest is closed first.
      stages.delete(key);
      stages.set(key, stage);
      if (stage.trusted) return stage.compiled.run(inputs);
      const { results, verdict } = compare(stage.compiled, inputs, wanted);
      if (verdict === 'same') stage.trusted = true;
      else if (verdict !== 'unclear') fallBack(`The compiled forward pass was not trusted: ${verdict}.`);
      return results;
    },
    dispose() {
      for (const key of [...stages.keys()]) close(key);
      plain = true;
    },
  };
}
