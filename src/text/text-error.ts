import { sentence, type Text } from './message.ts';

/** An error that can be shown in any language. Its `message`, for logs and stack traces, is English. */
export class TextError extends Error {
  override readonly name: string = 'TextError';
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(sentence(text, 'en'), options);
    this.text = text;
  }
}

/** What an error tells; of one that is not ours, what it says itself. */
export const textOf = (error: unknown): Text =>
  error instanceof TextError ? error.text : error instanceof Error ? error.message : String(error);

/** An error in the current language, for a person. */
export const explain = (error: unknown): string => sentence(textOf(error));
