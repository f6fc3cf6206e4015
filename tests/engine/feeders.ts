import { feederOpener } from '../../src/engine/feeding/feeder.ts';
import { TextError } from '../../src/text/text-error.ts';

/** Makes each batch when it is asked for, without a thread. */
export const between = feederOpener({
  startThread: null,
  onFallback: (message) => {
    throw new TextError(message);
  },
});
