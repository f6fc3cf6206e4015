import { TextError } from '../text/text-error.ts';

/** This machine lacks a runtime: nothing is wrong with the files. */
export class RuntimeMissingError extends TextError {
  override readonly name = 'RuntimeMissingError';
}
