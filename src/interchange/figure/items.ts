import type { Family } from '../../layers/families.ts';
import { type Shape, sizeOf } from '../../layers/shape.ts';
import type { NetworkLayer } from '../../network/network.ts';
import { inLanguage } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import type { NetworkSource } from '../sources.ts';

/** Something that a figure shows: a layer, or a block of them. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly family: Family | 'block';
  /** Of its output. */
  readonly shape: Shape;
  /** "28 × 28" and so on, without channels; empty for vectors. */
  readonly places: string;
  /** "6 @ 28 × 28", or "84". */
  readonly size: string;
  /** "Convolution 5 × 5" */
  readonly operation: string;
  /** Height and width that it looks through; null where it has no window. */
  readonly window: readonly number[] | null;
  /** Of a merging layer whose output looks like each of its inputs: the sign in its circle. */
  readonly sign: string | null;
  readonly inputs: readonly string[];
}

export interface ItemOptions {
  /** `folded`: a block is one item. */
  readonly blocks: 'folded' | 'open';
  /** `main`: without layers that leave shapes as they are, and flattening. */
  readonly layers: 'main' | 'all';
}

const minorFamilies: ReadonlySet<Family> = new Set(['activation', 'normalization', 'regularization']);

/** Layers that papers leave out of their figures: they change no number of maps, and see one value at a time. */
function isMinor({ kind, inputs, inputShapes, outputShape, params }: NetworkLayer): boolean {
  if (inputs.length !== 1) return false;
  if (minorFamilies.has(kind.family)) return true;
  if (kind.family === 'preprocessing') return sizeOf(inputShapes[0]!) === sizeOf(outputShape);
  if (kind.family !== 'reshaping') return false;
  const window = kind.window(params, inputShapes);
  // Padding and cropping look at one element each; upsampling has a step below 1.
  return window.reach !== 'local' || window.stride.every((step) => step === 1);
}

const signs: Readonly<Record<string, string>> = { add: '+', multiply: '×' };

function signOf({ kind, inputShapes, outputShape }: NetworkLayer): string | null {
  if (kind.family !== 'merging' || inputShapes.some((shape) => shape.join() !== outputShape.join()))
    return null;
  return signs[kind.kind] ?? kind.title.slice(0, 3).toLowerCase();
}

const placesOf = (shape: Shape): string => (shape.length < 2 ? '' : shape.slice(0, -1).join(' × '));

const sizeText = (shape: Shape): string =>
  shape.length < 2 ? String(shape[0] ?? 1) : `${shape.at(-1)} @ ${placesOf(shape)}`;

function windowOf({ kind, params, inputShapes, inputs }: NetworkLayer): readonly number[] | null {
  if (inputs.length !== 1) return null;
  const window = kind.window(params, inputShapes);
  return window.reach === 'local' && window.size.some((side) => side > 1) ? window.size : null;
}

function itemOf(layer: NetworkLayer, language: NetworkSource['language']): Item {
  const { id, name, kind, outputShape: shape } = layer;
  const window = windowOf(layer);
  const title = sentence(message(`figures.${kind.family}`), language);
  return {
    id,
    name,
    family: kind.family,
    shape,
    places: placesOf(shape),
    size: sizeText(shape),
    operation: window ? `${title} ${window.map(Math.round).join(' × ')}` : title,
    window,
    sign: signOf(layer),
    inputs: layer.inputs,
  };
}

/** By the id of each layer that is inside of a block: the block's id and name. */
function blocksOf({ document, network }: NetworkSource): ReadonlyMap<string, { id: string; name: string }> {
  const instances = new Map(
    document.layers.flatMap((layer) => (layer.block ? [[layer.id, layer.name] as const] : [])),
  );
  return new Map(
    network.layers.flatMap(({ id }) => {
      const [outer, repetition] = id.split('/') as [string, string?];
      const name = instances.get(outer);
      if (name === undefined || repetition === undefined) return [];
      const own = repetition === '1' ? name : `${name} ${repetition}`;
      return [[id, { id: `${outer}/${repetition}`, name: own }] as const];
    }),
  );
}

/** What a figure of the network shows, each after all it takes from. */
export function itemsOf(source: NetworkSource, options: ItemOptions): readonly Item[] {
  const blocks: ReturnType<typeof blocksOf> = options.blocks === 'folded' ? blocksOf(source) : new Map();
  /** The item that shows what a layer puts out. */
  const shown = new Map<string, string>();
  const items = new Map<string, Item>();
  inLanguage(source.language, () => {
    for (const layer of source.network.layers) {
      const block = blocks.get(layer.id);
      const inputs = layer.inputs.map((id) => shown.get(id)!);
      if (block) {
        const before = items.get(block.id);
        const outside = inputs.filter((id) => id !== block.id);
        items.set(block.id, {
          ...itemOf(layer, source.language),
          id: block.id,
          name: block.name,
          family: 'block',
          operation: sentence(message('figures.block'), source.language),
          window: null,
          sign: null,
          inputs: [...new Set([...(before?.inputs ?? []), ...outside])],
        });
        shown.set(layer.id, block.id);
      } else if (options.layers === 'main' && isMinor(layer)) {
        const [input] = inputs as [string];
        shown.set(layer.id, input);
        const item = items.get(input)!;
        // Padding shows in what comes after it.
        if (layer.outputShape.length === item.shape.length || item.shape.length < 2) continue;
      } else {
        items.set(layer.id, { ...itemOf(layer, source.language), inputs });
        shown.set(layer.id, layer.id);
      }
    }
  });
  return [...items.values()];
}
