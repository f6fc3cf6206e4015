/** Errors that nobody caught are told at most this often, in milliseconds: one that repeats must not fill a disk. */
const every = 1000;

/** Where the errors of a process arrive that nobody caught: `process`, or what a test gives. */
export interface ErrorSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/**
 * The last line of defense of a process that serves others: an error that nobody caught is told and survived, so that
 * one bad request ends neither the process nor the work of everybody else in it.
 * @param tell is given the error; what it throws is dropped, there is nobody left to tell
 */
export function surviveErrors(
  tell: (error: unknown) => void,
  source: ErrorSource = process,
  now: () => number = () => performance.now(),
): void {
  let told = Number.NEGATIVE_INFINITY;
  const survive = (error: unknown): void => {
    const time = now();
    if (time - told < every) return;
    told = time;
    try {
      tell(error);
    } catch {
      // Even the log is gone.
    }
  };
  source.on('uncaughtException', survive);
  source.on('unhandledRejection', survive);
}
