import type { ConvasDocument } from '../document/schema.ts';
import type { ImportedLine } from '../protocol/import.ts';

/** A file that a person wants to import, in memory. */
export interface ImportFile {
  /** Its name without folders: `model.keras`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportSource {
  readonly main: ImportFile;
  /** Another file of the same folder, by its plain name; null where there is none. */
  beside(name: string): Promise<Uint8Array | null>;
  /** Documents, as text, that weights without a network may be of: the first one that they fit takes them. */
  readonly into?: readonly string[];
}

/** What an importer makes of a file. */
export interface ImportedModel {
  readonly document: ConvasDocument;
  /** By `LAYER/WEIGHT`, laid out as the catalogue says; null where the file has none, or they cannot be used. */
  readonly weights: ReadonlyMap<string, Float32Array> | null;
  /** One line per layer of the file, in its order. */
  readonly report: readonly ImportedLine[];
  /** Names of the classes, in the order of the outputs; empty where the file does not say. */
  readonly labels: readonly string[];
}

/** A format of models that can be read. */
export interface Importer {
  readonly id: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
  /** Whether the file is of this format, by its first bytes and its name. */
  sniff(head: Uint8Array, name: string): boolean;
  /** @throws TextError naming what is wrong and the way out */
  read(source: ImportSource): Promise<ImportedModel>;
}
