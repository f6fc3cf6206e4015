import { print } from './printable.mjs';

/** Runs a script's work; errors are printed as one sentence on stderr, and the exit status is 1. */
export async function orEnd(work) {
  try {
    await work();
  } catch (error) {
    // A build names several mistakes, each on a line of its own.
    print(`convas: ${error instanceof Error ? error.message : error}`);
    if (process.env.CONVAS_DEBUG) print(String(error?.stack));
    process.exitCode = 1;
  }
}
