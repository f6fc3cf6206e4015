/**
 * Calls `first` on the first Ctrl-C (or SIGTERM); the second one ends the process.
 * @returns the function that puts everything back
 */
export function onInterrupt(first: () => void): () => void {
  let interrupted = false;
  const listener = () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    first();
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
}
