import { output } from './output.ts';
import { usage } from './usage.ts';

/** What the commands of the command line share. Their own texts are in `members/commands`. */
export const cli = { usage, output };
