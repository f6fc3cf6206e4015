import { feederOpener } from '../../src/engine/feeding/feeder.ts';

/** Makes each batch when it is asked for, without a thread. */
export const between = feederOpener({
  startThread: null,
  onFallback: (message) => {
    throw new Error(message);
  },
});
