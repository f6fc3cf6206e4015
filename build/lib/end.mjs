/** Runs a script's work; what goes wrong is told in one sentence on stderr, and the exit status is 1. */
export async function orEnd(work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`convas: ${error instanceof Error ? error.message : error}\n`);
    if (process.env.CONVAS_DEBUG) process.stderr.write(`${error?.stack}\n`);
    process.exitCode = 1;
  }
}
