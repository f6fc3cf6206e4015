import { carriedImporter } from './carried/import.ts';
import type { Importer } from './importer.ts';
import { keras } from './keras/import.ts';
import { onnxImporter } from './onnx/import.ts';
import { safetensorsImporter } from './pytorch/import.ts';
import { savedmodelImporter } from './savedmodel/import.ts';
import { tfjsImporter } from './tfjs/import.ts';

/** Every format that can be imported, in the order they are asked. */
export const importers: readonly Importer[] = [
  tfjsImporter,
  carriedImporter,
  keras,
  savedmodelImporter,
  safetensorsImporter,
  onnxImporter,
];

/** How much of a file `sniff` is shown. */
const headBytes = 4096;

/** The importer that takes the file; undefined where none does. */
export const importerOf = (bytes: Uint8Array, name: string): Importer | undefined =>
  importers.find((importer) => importer.sniff(bytes.subarray(0, headBytes), name));
