import { kindOf } from '../../layers/registry.ts';
import { message, type Text } from '../../text/message.ts';
import { argumentsOf, definitionOf } from '../blocks.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../schema.ts';
import { settingsOf } from './settings.ts';
import { shortSetting } from './short.ts';
import { same, withDefaults } from './words.ts';

/** Raise it when `traitsOf` writes them otherwise: those that were kept are then written again. */
export const traitsRevision = 2;

/** One thing in which a run's document may differ from another's. */
export interface Trait {
  readonly path: string;
  /** `lr 0.01`; null where it can only be called another: how layers are wired. */
  readonly text: Text | null;
  /** Equal values are equal traits. */
  readonly key: string;
}

/** A layer's parameters, but for those that are as they come: a network has thousands of them. */
function paramsOf(document: ConvasDocument, layer: LayerNode): Readonly<Record<string, unknown>> {
  const kind = kindOf(layer.kind);
  if (kind) {
    const usual = withDefaults(kind.parameters, {});
    const own = Object.entries(withDefaults(kind.parameters, layer.params));
    return Object.fromEntries(own.filter(([name, value]) => !same(value, usual[name])));
  }
  const block = definitionOf(document, layer);
  return block ? { ...argumentsOf(block, layer), repeat: layer.block?.repeat ?? 1 } : layer.params;
}

function* layerTraits(document: ConvasDocument, layer: LayerNode): Generator<Trait> {
  const kind = definitionOf(document, layer)?.name ?? kindOf(layer.kind)?.title ?? layer.kind;
  yield { path: `layer ${layer.name}`, text: `${layer.name} ${kind}`, key: kind };
  if (layer.bypassed)
    yield {
      path: `bypass ${layer.name}`,
      text: message('compare.bypassed', { layer: layer.name }),
      key: 'yes',
    };
  for (const [name, value] of Object.entries(paramsOf(document, layer))) {
    const path = `${layer.name}.${name}`;
    yield { path, text: shortSetting(path, value), key: JSON.stringify(value) };
  }
}

type Wired = Pick<ConvasDocument, 'layers' | 'edges'>;

/** Which layer leads into which, by name. */
function wiringOf({ layers, edges }: Wired): string {
  const names = new Map(layers.map(({ id, name }) => [id, name]));
  return JSON.stringify(edges.map(({ source, target }) => [names.get(target), names.get(source)]).sort());
}

const blockOf = ({ layers, edges, parameters }: BlockDefinition): string =>
  JSON.stringify([
    layers.map(({ kind, name, params, block, bypassed }) => [kind, name, params, block, bypassed]),
    wiringOf({ layers: [...layers], edges }),
    parameters,
  ]);

/** Everything of a document that decides what is trained and how: settings, data, layers, wires. Not its words. */
export function traitsOf(document: ConvasDocument): readonly Trait[] {
  const names = new Map(document.layers.map(({ id, name }) => [id, name]));
  const settings = [...settingsOf(document)].map(([path, { value }]): Trait => {
    const [, group, id = '', ...own] = path.split('.');
    const text =
      group === 'layers'
        ? message('compare.setting', { layer: names.get(id) ?? id, path: own.join('.'), value })
        : shortSetting(path, value);
    return { path, text, key: JSON.stringify(value) ?? '' };
  });
  const opaque = (path: string, key: string): Trait => ({ path, text: null, key });
  return [
    ...settings,
    ...document.layers.flatMap((layer) => [...layerTraits(document, layer)]),
    ...document.blocks.map((block) => opaque(`inside ${block.name}`, blockOf(block))),
    opaque('wiring', wiringOf(document)),
  ];
}
