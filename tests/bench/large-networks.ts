import { chain } from '../../src/document/operations/chain.ts';
import { unpackBlock } from '../../src/document/operations/unpack-block.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templateOf } from '../../templates/index.ts';

/** @throws Error where the text is no document */
export function parsed(text: string): ConvasDocument {
  const result = parseDocument(text);
  if (!result.ok) throw new TextError(result.error);
  return result.document;
}

/** The document with every block replaced by its layers. */
function unfolded(document: ConvasDocument): ConvasDocument {
  const instance = document.layers.find((layer) => layer.block);
  return instance ? unfolded(unpackBlock(document, instance.id)!.document) : document;
}

/** Convolutions one after the other. */
function longChain(count: number): ConvasDocument {
  return chain(`Chain of ${count}`, [
    ['input', { shape: [32, 32, 3] }],
    ...Array.from({ length: count - 2 }, () => ['conv2d', { filters: 8, padding: 'same' }] as const),
    ['flatten'],
  ]);
}

/** Networks that are larger than what people draw by hand. */
export function largeNetworks(): Readonly<Record<string, ConvasDocument>> {
  const resnet152 = parsed(templateOf('resnet152')!.text);
  return {
    'resnet152, in blocks': resnet152,
    'resnet152, unfolded': unfolded(resnet152),
    'chain of 2,000': longChain(2000),
  };
}

/** The same as files. */
export const largeTexts = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(largeNetworks()).map(([name, document]) => [name, serializeDocument(document)]),
  );
