import { type Attempt, codeOf, failure } from '../src/files/errors.ts';
import { text } from '../src/text/language.ts';
import { TextError } from '../src/text/text-error.ts';

/** What the main process shows to a person, in the page's language. */
export const words = text.desktop;

const fixes: Readonly<Record<string, () => string>> = {
  ENOSPC: () => words.freeSpace,
  ENOTEMPTY: () => words.chooseNewName,
  EEXIST: () => words.chooseNewName,
  ENAMETOOLONG: () => words.chooseNewName,
};

/**
 * What the file system refused, in words without a path.
 * @param action "lenet.convas could not be saved"
 * @param fix how to fix it, where the cause itself does not tell; to save elsewhere if not given
 */
export const inWords = (error: unknown, attempt: Attempt, action: string, fix?: string): Error =>
  new TextError(failure(error, attempt, action, fixes[codeOf(error)]?.() ?? fix ?? words.saveElsewhere), {
    cause: error,
  });
