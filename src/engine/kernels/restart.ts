import { EngineError } from '../../protocol/client.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { message } from '../../text/message.ts';
import type { KernelManager } from './kernel-manager.ts';
import { sameLibrary, variables } from './tensorflow-library.ts';

/** Milliseconds that an answer has to get away before this process ends. */
const answerDelay = 50;

/**
 * Starts another engine in this one's place, which loads TensorFlow as a run needs it that was refused here.
 * @throws EngineError `cannot-restart` where no one starts another, or another would be of no use
 */
export type Restart = () => void;

interface RestartParts {
  readonly kernelManager: Pick<KernelManager, 'refused'>;
  /** What this process was started to load; null where it chose. */
  readonly load: Kernels | null;
  /** Notifies those who are connected that nothing has gone wrong. */
  readonly notify: () => void;
  /** Asks the process that keeps this one; undefined where there is none. */
  readonly ask: ((load: Kernels | null) => void) | undefined;
}

export const createRestart =
  ({ kernelManager, load, notify, ask }: RestartParts): Restart =>
  () => {
    if (!ask) {
      throw new EngineError('cannot-restart', message('engine.restart-inside'));
    }
    const { refused } = kernelManager;
    if (refused && load && sameLibrary(refused, load)) {
      throw new EngineError(
        'cannot-restart',
        message('engine.restart-useless', { variables: Object.values(variables) }),
      );
    }
    notify();
    setTimeout(() => ask(refused), answerDelay);
  };
