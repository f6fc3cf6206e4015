import { output } from './output.ts';
import { usage } from './usage.ts';

/** What the commands of the command line share. */
export const cli = { usage, output };
