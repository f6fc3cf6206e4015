import type { ConvasDocument } from '../../src/document/schema.ts';
import type { LazyText } from '../../src/text/lazy-text.ts';

/** What an edit leads to. */
export interface EditResult {
  /** The same document where there was nothing to change. */
  readonly document: ConvasDocument;
  /** Layers and notes to select afterwards; nothing is selected again without it. */
  readonly select?: readonly string[];
  /** Layers and notes to bring into view. */
  readonly show?: readonly string[];
}

/** An edit of the open part of a document, as a value: nothing has happened until a tab applies it. */
export interface Edit {
  /** What its step of undo is called. */
  readonly label: LazyText;
  /** Pure; the document is that of the open part. */
  change(document: ConvasDocument): EditResult;
  /** Edits of the same field in a row are one step of undo. */
  readonly field?: string | undefined;
  /** What changes with it outside of the block that is open. */
  outside?(whole: ConvasDocument, block: string): ConvasDocument;
}

/** In the coordinates of the document, or of the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
