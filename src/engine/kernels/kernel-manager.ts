import { EngineError } from '../../protocol/client.ts';
import type { GraphKernels, KernelState, Kernels } from '../../protocol/kernels.ts';
import { message } from '../../text/message.ts';
import type { Backend } from '../backends/backend.ts';
import { type Chosen, chosenKernels, isToMeasure, measureKernels, rememberKind } from './choose.ts';
import { describeProcessor } from './processor.ts';
import { networkClassOf, type TrainedPlan } from './separable.ts';
import { libraryOf, sameLibrary, withEnvironment } from './tensorflow-library.ts';
import { supportedKernels } from './with-kernels.ts';

/** Knows which kernels this engine computes with, and measures which would be the fastest. */
export interface KernelManager {
  /** What TensorFlow is to be loaded with where it is not known what is to be trained. */
  toLoad(): Kernels;
  /** The kernels for a network that is trained again. */
  wantedFor(plan: TrainedPlan): Kernels;
  /**
   * Checks that a run can use the library as it is loaded.
   * @param run one that is resumed; null for a new one, which may use the library as it is where no other can be obtained
   * @returns the kernels that it uses; null where the backend leaves no choice
   * @throws EngineError `kernels` where the engine has to be restarted first
   */
  admit(backend: Backend, wanted: Kernels, run: string | null): Kernels | null;
  /** Kernels with the library as it is loaded; null where the backend leaves no choice. */
  fitted(backend: Backend, wanted: Kernels): Kernels | null;
  /**
   * What a model on disk is used with: its run's own kernels where the library allows, else those that were chosen.
   * Results differ by rounding then, which only a resumed training must not.
   */
  inference(backend: Backend, recorded: Kernels | undefined): GraphKernels | undefined;
  /** What was last refused for want of a restart, and what TensorFlow is then to be loaded with; null: as chosen. */
  readonly refused: Kernels | null;
  /** Null where the backend leaves no choice. */
  state(backend: Backend): KernelState | null;
  /**
   * Measures now; gives way to a run.
   * @throws EngineError `busy` while a run trains, `canceled`, `failed`
   */
  measure(onProgress: (done: number, total: number) => void, canceled: () => boolean): Promise<void>;
  /** Measures once nothing has trained for a while, where it was not done yet. */
  measureWhenIdle(): void;
}

export interface KernelManagerParts {
  /** What TensorFlow is loaded with whatever was chosen: what an engine before this one was restarted for. */
  readonly load: Kernels | null;
  /** Whether another engine can be started in this one's place. */
  readonly restarts: boolean;
  /** True while a run trains. */
  readonly busy: () => boolean;
  /** Called when the state has changed. */
  readonly onChange: () => void;
  readonly choose?: () => Chosen;
  readonly isToMeasure?: () => boolean;
  readonly measure?: typeof measureKernels;
  readonly remember?: typeof rememberKind;
  /** Milliseconds without a run before it is measured. */
  readonly idle?: number;
}

/** Long enough for an app to have started, and for a person to have started a training. */
const idleByDefault = 20_000;

/** Kernels with a library that is loaded otherwise: shards need operations that stay on one thread. */
function fitTo(kernels: Kernels, loaded: Parameters<typeof libraryOf>[0]): Kernels {
  const fitGraph = (graph: GraphKernels): GraphKernels => ({
    ...graph,
    shards: loaded.intraOpThreads === kernels.intraOpThreads ? graph.shards : 1,
  });
  return {
    ...libraryOf(loaded),
    training: fitGraph(kernels.training),
    inference: fitGraph(kernels.inference),
  };
}

export function createKernelManager({
  load,
  restarts,
  busy,
  onChange,
  choose = chosenKernels,
  isToMeasure: wanted = isToMeasure,
  measure = measureKernels,
  remember = rememberKind,
  idle = idleByDefault,
}: KernelManagerParts): KernelManager {
  let chosen: Chosen | null = null;
  let refused: Kernels | null = null;
  let measuring: { done: number; total: number } | null = null;

  const current = (): Chosen => {
    chosen ??= choose();
    return chosen;
  };

  const run = async (
    onProgress: (done: number, total: number) => void,
    canceled: () => boolean,
  ): Promise<void> => {
    if (measuring) throw new EngineError('busy', message('engine.kernels-measuring'));
    if (busy()) {
      throw new EngineError('busy', message('engine.kernels-while-training'));
    }
    const stop = new AbortController();
    measuring = { done: 0, total: 1 };
    // Steps take a fraction of a second; between them someone may have lost interest or begun to train.
    const watch = setInterval(() => {
      if (canceled()) stop.abort(new EngineError('canceled', message('engine.measurement-canceled')));
      else if (busy()) stop.abort(new EngineError('busy', message('engine.measurement-gave-way')));
    }, 100);
    try {
      const found = await measure({
        signal: stop.signal,
        onProgress(done, total) {
          measuring = { done, total };
          onProgress(done, total);
          onChange();
        },
      });
      if (!found) {
        throw new EngineError('failed', message('engine.kernels-not-measured'));
      }
      chosen = choose();
    } finally {
      clearInterval(watch);
      measuring = null;
      onChange();
    }
  };

  return {
    toLoad() {
      const { choice, last } = current();
      return load ?? choice[last];
    },
    wantedFor(plan) {
      const kind = networkClassOf(plan);
      // Where the cache cannot be written to, the next engine is loaded for another kind.
      remember(kind).catch(() => {});
      return withEnvironment(current().choice[kind]);
    },
    admit(backend, wanted, resumed) {
      const { kernels: loaded } = backend;
      // Elsewhere, or without a compiler, a run continues with TensorFlow's own operations, and its record says so.
      const kernels = { ...wanted, training: supportedKernels(backend, wanted.training) };
      refused = null;
      if (!loaded) return null;
      if (sameLibrary(kernels, loaded)) return kernels;
      if (resumed === null && !restarts) return fitTo(kernels, loaded);
      refused = kernels;
      throw new EngineError(
        'kernels',
        message('engine.kernels-differ', {
          run: resumed,
          wanted: libraryOf(kernels),
          loaded: libraryOf(loaded),
        }),
      );
    },
    fitted: ({ kernels: loaded }, kernels) => loaded && fitTo(kernels, loaded),
    inference({ kernels: loaded }, recorded) {
      if (!loaded) return undefined;
      const { separable, whole } = current().choice;
      const options = [...(recorded ? [recorded] : []), separable, whole];
      const own = options.find((kernels) => sameLibrary(withEnvironment(kernels), loaded));
      return fitTo(own ?? separable, loaded).inference;
    },
    get refused() {
      return refused;
    },
    state({ kernels: loaded }) {
      if (!loaded) return null;
      const { choice, source, measured } = current();
      const { model, threads, instructionSet, limited } = describeProcessor();
      return {
        loaded: libraryOf(loaded),
        choice,
        source,
        at: measured?.at ?? null,
        tried: [...(measured?.tried ?? [])],
        disturbed: measured?.disturbed ?? false,
        processor: { model, threads, instructionSet, limited },
        measuring: measuring && { ...measuring },
      };
    },
    measure: run,
    measureWhenIdle() {
      if (!wanted()) return;
      let since = performance.now();
      const look = setInterval(
        () => {
          if (busy() || measuring) since = performance.now();
          if (performance.now() - since < idle) return;
          since = performance.now();
          run(
            () => {},
            () => false,
          ).then(
            () => clearInterval(look),
            (error: unknown) => {
              // Another time, unless it cannot be done at all.
              if (!(error instanceof EngineError) || error.code !== 'busy') clearInterval(look);
            },
          );
        },
        Math.min(1000, idle),
      );
      look.unref();
    },
  };
}
