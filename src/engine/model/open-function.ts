import { Untraceable } from '../../graph/trace.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { Backend } from '../backends/backend.ts';
import { isNative, type NativeBackend } from '../backends/native.ts';
import { sameResult } from '../compiled/agreement.ts';
import {
  type CompiledFunction,
  compile,
  type Recording,
  record,
  type Tensors,
} from '../compiled/compiled-function.ts';
import { type CrashGuard, noGuard } from '../compiled/crash-guard.ts';
import type { StepMode } from './open-stepper.ts';
import { disposeAll } from './weights.ts';

/** How computations are run that are not training steps. */
export interface ExecutionOptions {
  /** Compiled where the backend can. */
  readonly mode: StepMode;
  readonly crashGuard?: CrashGuard;
  /** Called once with the reason why a computation runs op by op after all, in words. */
  readonly onFallback?: (reason: Text) => void;
}

/**
 * When a computation is compiled: where it is asked for a second time, for a single time would not earn the graph; or
 * at once, so that the same is always computed in the same way, to the bit.
 */
export type CompileWhen = 'asked again' | 'at once';

/** A computation that is asked for again and again. */
export interface OpenedFunction {
  /**
   * @param wanted the results to compute, by name
   * @returns them; the caller disposes of them
   */
  run(inputs: Tensors, wanted: readonly string[], begins: CompileWhen): Tensors;
  dispose(): void;
}

/** A computation is recorded, then compiled and compared, then trusted. */
type Stage =
  | { readonly at: 'recorded'; readonly recording: Recording }
  | { readonly at: 'compiled'; readonly compiled: CompiledFunction; trusted: boolean };

/** Graphs that stay open, one for each shape of the inputs and choice of results. */
const maxKept = 8;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/**
 * A computation that becomes one native call. The first result of the graph is compared with op by op; a computation
 * that cannot be recorded, or where they differ, runs op by op.
 * @param identity names it across processes: the same for the same computation, with characters of a file name
 * @param compute made of tensor operations alone; the results must not be inputs
 */
export function openFunction(
  backend: Backend,
  identity: string,
  compute: (inputs: Tensors, wanted: readonly string[]) => Tensors,
  { mode, crashGuard = noGuard, onFallback }: ExecutionOptions,
): OpenedFunction {
  const { tf } = backend;
  const stages = new Map<string, Stage>();
  let plain = mode === 'eager' || !isNative(backend);

  const close = (key: string): void => {
    const stage = stages.get(key);
    if (stage?.at === 'compiled') stage.compiled.close();
    stages.delete(key);
  };

  const fallBack = (reason: Message): void => {
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

  /** Op by op, recorded where it can be. @throws what the computation throws */
  const first = (key: string, inputs: Tensors, wanted: readonly string[]): Tensors => {
    if (!isNative(backend)) return opByOp(inputs, wanted);
    try {
      const { recording, results } = record(backend, inputs, (given) => opByOp(given, wanted));
      stages.set(key, { at: 'recorded', recording });
      for (const old of [...stages.keys()].slice(0, -maxKept)) close(old);
      return results;
    } catch (error) {
      if (!(error instanceof Untraceable)) throw error;
      fallBack(message('engine.forward-not-compiled', { why: error.text }));
      return opByOp(inputs, wanted);
    }
  };

  /** Compiles what was recorded; null where that cannot be. */
  const advance = (stage: Stage): Extract<Stage, { at: 'compiled' }> | null => {
    if (stage.at === 'compiled') return stage;
    if (crashGuard.forbids(identity)) {
      fallBack(message('engine.forward-deadly'));
      return null;
    }
    try {
      return { at: 'compiled', compiled: compile(backend as NativeBackend, stage.recording), trusted: false };
    } catch (error) {
      fallBack(message('engine.forward-refused', { why: firstLine(error) }));
      return null;
    }
  };

  /** The graph's results where they agree with those that came op by op, else these; frees the others. */
  const compare = (stage: Extract<Stage, { at: 'compiled' }>, inputs: Tensors, plainly: Tensors): Tensors => {
    let results: Tensors;
    try {
      results = crashGuard.guard(identity, () => stage.compiled.run(inputs), true);
    } catch (error) {
      fallBack(message('engine.forward-failed', { why: firstLine(error) }));
      return plainly;
    }
    const verdicts = [...plainly].map(([name, tensor]) => ({
      name,
      verdict: sameResult(tf, tensor, results.get(name)!),
    }));
    const different = verdicts.find(({ verdict }) => verdict === 'different');
    stage.trusted = verdicts.every(({ verdict }) => verdict === 'same');
    disposeAll((stage.trusted ? plainly : results).values());
    if (different) {
      fallBack(message('engine.forward-not-trusted', { layer: different.name }));
    }
    return stage.trusted ? results : plainly;
  };

  return {
    run(inputs, wanted, begins) {
      if (plain) return opByOp(inputs, wanted);
      const key = `${wanted.join()} ${[...inputs.values()].map(({ shape }) => shape.join('x')).join()}`;
      let plainly: Tensors | null = null;
      if (!stages.has(key)) {
        plainly = first(key, inputs, wanted);
        if (begins === 'asked again' || !stages.has(key)) return plainly;
      }
      const stage = advance(stages.get(key)!);
      if (!stage) return plainly ?? opByOp(inputs, wanted);
      // The newest comes last: the oldest is closed first.
      stages.delete(key);
      stages.set(key, stage);
      if (stage.trusted) return stage.compiled.run(inputs);
      return compare(stage, inputs, plainly ?? opByOp(inputs, wanted));
    },
    dispose() {
      for (const key of [...stages.keys()]) close(key);
      plain = true;
    },
  };
}
