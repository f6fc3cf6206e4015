import { newDocument } from '../../src/document/create.ts';
import { unpackBlock } from '../../src/document/operations/unpack-block.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { type ConvasDocument, documentSchema } from '../../src/document/schema.ts';
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

/** Convolutions one after the other, ten to a row. */
function longChain(count: number, activation: string): ConvasDocument {
  const links = [
    { kind: 'input', params: { shape: [32, 32, 3] } },
    ...Array.from({ length: count - 2 }, () => ({
      kind: 'conv2d',
      params: { filters: 8, padding: 'same', activation },
    })),
    { kind: 'flatten', params: {} },
  ];
  const layers = links.map(({ kind, params }, at) => ({
    ...{ id: `layer-${at}`, kind, name: `${kind}_${at}`, params },
    position: { x: 240 * (at % 10), y: 140 * Math.floor(at / 10) },
  }));
  const edges = layers
    .slice(1)
    .map(({ id }, at) => ({ id: `edge-${at}`, source: layers[at]!.id, target: id }));
  return documentSchema.parse({ ...newDocument(`Chain of ${count}`), layers, edges });
}

/** Networks that are larger than what people draw by hand. */
export function largeNetworks(): Readonly<Record<string, ConvasDocument>> {
  const resnet152 = parsed(templateOf('resnet152')!.text);
  return {
    'resnet152, in blocks': resnet152,
    'resnet152, unfolded': unfolded(resnet152),
    'chain of 2,000': longChain(2000, 'linear'),
    'chain of 10,000': longChain(10_000, 'relu'),
  };
}

/** The same as files. */
export const largeTexts = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(largeNetworks()).map(([name, document]) => [name, serializeDocument(document)]),
  );
