/** Errors that no one caught are reported at most this often, in milliseconds: one that repeats must not fill a disk. */
const every = 1000;

/** Where the errors of a process arrive that no one caught: `process`, or what a test gives. */
export interface ErrorSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/**
 * The last line of defense of a process that serves others: an error that no one caught is reported and survived, so that
 * one bad request ends neither the process nor the work of everybody else in it.
 * @param notify is given the error; what it throws is dropped, there is no one left to tell
 */
export function surviveErrors(
  notify: (error: unknown) => void,
  source: ErrorSource = process,
  now: () => number = () => performance.now(),
): void {
  let reportedAt = Number.NEGATIVE_INFINITY;
  const survive = (error: unknown): void => {
    const time = now();
    if (time - reportedAt < every) return;
    reportedAt = time;
    try {
      notify(error);
    } catch {
      // Even the log is gone.
    }
  };
  source.on('uncaughtException', survive);
  source.on('unhandledRejection', survive);
}
