import { TextError } from '../text/text-error.ts';

/** An edit whose document no file could hold; the document stays as it was. */
export class EditError extends TextError {
  override readonly name = 'EditError';
}
