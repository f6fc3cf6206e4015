/** Milliseconds within which a terminal's signal may come twice: to this process, and handed on by its parent. */
const echo = 300;

/**
 * Calls `first` on the first Ctrl-C (or SIGTERM); the second one ends the process.
 * @returns the function that puts everything back
 */
export function onInterrupt(first: () => void): () => void {
  let at: number | null = null;
  const listener = () => {
    if (at !== null) {
      if (performance.now() - at > echo) process.exit(130);
      return;
    }
    at = performance.now();
    first();
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
}
