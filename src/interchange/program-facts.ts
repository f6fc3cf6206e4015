import { type Message, message, sentence } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { type ResolvedSettings, resolveSettings } from '../training/resolve.ts';
import { type Loading, loadingOf } from './program.ts';
import type { NetworkSource } from './sources.ts';

/** What a programming language and its library make different in a program. */
interface ProgramLanguage {
  /** Datasets that the library has. */
  readonly published: ReadonlySet<string>;
  /** The dataset that a document without data is taken to have; MNIST unless it is named. */
  readonly otherwise?: string;
  /** What begins a comment; `#` unless it is named. */
  readonly comment?: string;
  /** Makes a sentence safe within a comment. */
  readonly escaped?: (sentence: string) => string;
  /** The settings that the program does without, as they are named in the catalogue. */
  readonly leftOut: (settings: ResolvedSettings) => readonly string[];
  /** Whether the program computes its loss from logarithms of the outputs, where the engine takes distances. */
  readonly takesLogarithms?: boolean;
}

/**
 * What the programs of all languages are made from: settings, where the data come from, and comments in the person's
 * language.
 * @throws TextError where the settings cannot be read, or as `loadingOf` does
 */
export function programFacts(source: NetworkSource, language: ProgramLanguage) {
  const { document, inference, data, initial } = source;
  const { published, otherwise = 'mnist', comment = '#', escaped, leftOut, takesLogarithms } = language;
  const loading: Loading = loadingOf(source, published, otherwise);
  const resolved = resolveSettings(document.training);
  if (!resolved.ok) throw new TextError(resolved.error);
  const { settings } = resolved;
  const operations = inference?.operations ?? data?.operations ?? null;
  const dataset = document.data?.dataset ?? otherwise;
  const omitted = leftOut(settings);
  const localized = (detail: Message): string => {
    const text = sentence(detail, source.language);
    return escaped ? escaped(text) : text;
  };
  const note = (detail: Message): string => `${comment} ${localized(detail)}`;
  return {
    settings,
    loading,
    dataset,
    /** From stored examples to the input; null where they are not known. */
    operations,
    localized,
    /** Comments on what the program does differently from the engine. */
    notes: [
      ...(omitted.length > 0 ? [note(message('programs.left-out', { settings: omitted }))] : []),
      ...(takesLogarithms ? [note(message('programs.logarithms'))] : []),
      ...(dataset === 'mnist-10k' ? [note(message('programs.whole-mnist'))] : []),
      ...(data && !operations ? [note(message('programs.not-learned'))] : []),
    ],
    /** Titles of the program's sections. */
    words: {
      initial: localized(message('programs.initial', { run: initial?.from ?? '' })),
      prepare: localized(message('programs.prepare')),
      model: localized(message('programs.model')),
      training: localized(message('programs.training')),
      evaluate: localized(message('programs.evaluate')),
    },
  };
}
