import { machineMemory } from '../../engine/machine-memory.ts';
import { EngineError } from '../../protocol/client.ts';
import { message, type Text } from '../../text/message.ts';

/** Bytes of memory that work under way may hold, all of it together. */
export interface Budget {
  readonly total: number;
  /** Bytes that are held now. */
  readonly held: number;
  /**
   * Waits until that many bytes are free, in the order of asking, and holds them while the work is done. Work that
   * holds bytes must not ask the same budget for more: two that wait for each other would never end.
   * @param what is refused, for the error: a file
   * @throws EngineError `dataset-too-large` at once where there are never that many, `canceled`, and what the work throws
   */
  hold<T>(bytes: number, what: Text, work: () => T | Promise<T>, canceled?: () => boolean): Promise<T>;
}

export const canceledError = (): EngineError => new EngineError('canceled', message('datasets.canceled'));

/** Milliseconds between two looks whether someone who waits still wants it. */
const lookEvery = 200;

interface PendingRead {
  readonly bytes: number;
  readonly start: () => void;
}

export function createBudget(total: number): Budget {
  let held = 0;
  let queue: readonly PendingRead[] = [];

  const startNext = (): void => {
    const [next] = queue;
    if (!next || held + next.bytes > total) return;
    queue = queue.slice(1);
    held += next.bytes;
    next.start();
    startNext();
  };

  const acquire = (bytes: number, canceled: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const own: PendingRead = {
        bytes,
        start() {
          clearInterval(timer);
          resolve();
        },
      };
      queue = [...queue, own];
      startNext();
      if (!queue.includes(own)) return;
      timer = setInterval(() => {
        if (!canceled()) return;
        clearInterval(timer);
        queue = queue.filter((waiting) => waiting !== own);
        reject(canceledError());
        startNext();
      }, lookEvery);
    });

  return {
    total,
    get held() {
      return held;
    },
    async hold(bytes, what, work, canceled = () => false) {
      if (!(bytes <= total)) {
        throw new EngineError(
          'dataset-too-large',
          message('datasets.needs-memory', { what, bytes, most: total }),
        );
      }
      await acquire(bytes, canceled);
      try {
        return await work();
      } finally {
        held -= bytes;
        startNext();
      }
    },
  };
}

const gibibyte = 2 ** 30;

/** What datasets take that are being loaded: their pixels and labels. One hold for each dataset. */
export const loading = createBudget(Math.min(4 * gibibyte, Math.floor(machineMemory() / 2)));

/** Bytes of a dataset's pixels that stay in memory while it is used: larger ones are read from the disk as they are needed. */
export const resident = Math.min(gibibyte, Math.floor(machineMemory() / 4));

/** What images take while they are decoded. One hold for each image, also within a dataset that is being loaded. */
export const decoding = createBudget(Math.min(gibibyte, Math.floor(machineMemory() / 4)));
