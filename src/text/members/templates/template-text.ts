/** Texts inside of a template's document. */
interface Contents {
  readonly description: string;
  /** In the document's order. */
  readonly notes?: readonly string[];
  /** By the name that a block has in the file. */
  readonly blocks?: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

export interface TemplateText {
  readonly title: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  /** What differs from the paper, and why; empty when nothing does. */
  readonly deviation: string;
  /** What stands in place of the texts in its file; null where those are in this language. */
  readonly contents: Contents | null;
}
