import { resolve } from 'node:path';
import { isModel, isOpenable } from '../src/document/openable.ts';

/**
 * The documents and models that a command line names, options left out, as absolute paths.
 * @param argv the arguments behind the app's own
 * @param folder where the command was given
 */
export const filesIn = (argv: readonly string[], folder: string): string[] =>
  argv
    .filter((argument) => !argument.startsWith('-') && (isOpenable(argument) || isModel(argument)))
    .map((argument) => resolve(folder, argument));
