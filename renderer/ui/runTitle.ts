import type { RunSummary } from '../../src/protocol/data.ts';
import { sentence } from '../../src/text/message.ts';

/** A run's name, with what distinguishes it from others of that name. */
export const runTitle = ({ name, differs }: Pick<RunSummary, 'name' | 'differs'>): string =>
  differs ? `${name}, ${sentence(differs)}` : name;
