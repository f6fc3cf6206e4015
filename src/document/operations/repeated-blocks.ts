import { limits } from '../limits.ts';
import { uniqueNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../schema.ts';
import { updateBlock } from './blocks.ts';
import { columnWidth } from './chain.ts';
import { moveLayerTraining } from './layer-training.ts';
import { makeBlock } from './make-block.ts';
import { type RepeatedPart, repeatedParts } from './repeated-parts.ts';

/** What differs between the parts, as parameters of the block: their names with a value for each part. */
class Differences {
  readonly values = new Map<string, readonly number[]>();

  /** What stands inside for a number that is different in each part: a formula. */
  formula(key: string, numbers: readonly number[]): string {
    for (const [name, known] of this.values) {
      const factor = numbers[0]! / known[0]!;
      if (!Number.isInteger(factor) || numbers.some((each, at) => each !== factor * known[at]!)) continue;
      return factor === 1 ? `=${name}` : `=${factor} * ${name}`;
    }
    let name = key;
    for (let number = 2; this.values.has(name); number++) name = `${key}_${number}`;
    this.values.set(name, numbers);
    return `=${name}`;
  }
}

/** Names without what all of them begin with, up to a dot, a slash or an underscore. */
function shortened(names: readonly string[]): readonly string[] {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) {
    let same = 0;
    while (same < length && name[same] === first[same]) same++;
    length = same;
  }
  const prefix = /^.*[./_]/.exec(first.slice(0, length))?.[0] ?? '';
  const short = names.map((name) => name.slice(prefix.length));
  return short.every((name) => name !== '') ? short : names;
}

/** Moves what stands to the right of an empty strip to the left: a block takes the room of one layer. */
function withoutGaps(document: ConvasDocument): ConvasDocument {
  const places = [...new Set([...document.layers, ...document.notes].map(({ position: { x } }) => x))].sort(
    (one, other) => one - other,
  );
  const moved = new Map<number, number>();
  let by = 0;
  for (const [at, x] of places.entries()) {
    if (at > 0) by += Math.max(0, x - places[at - 1]! - columnWidth);
    moved.set(x, x - by);
  }
  const shift = <T extends { readonly position: LayerNode['position'] }>(each: T): T => ({
    ...each,
    position: { ...each.position, x: moved.get(each.position.x)! },
  });
  return { ...document, layers: document.layers.map(shift), notes: document.notes.map(shift) };
}

/** Puts a block in the place of each part. */
function blockOf(
  document: ConvasDocument,
  part: RepeatedPart,
  name: string,
): { readonly document: ConvasDocument; readonly instances: readonly string[] } | null {
  const [first] = part;
  const nodes = new Map(document.layers.map((layer) => [layer.id, layer]));
  let result = document;
  let definition = '';
  const instances: string[] = [];
  for (const ids of part) {
    const made = makeBlock(result, ids, name);
    if (!made) return null;
    const { instance } = made;
    instances.push(instance);
    if (ids === first) {
      definition = made.definition;
      result = made.document;
      continue;
    }
    const { training, layers, blocks } = made.document;
    result = {
      ...made.document,
      training: moveLayerTraining(
        training,
        ids.map((id, at) => [`${instance}/1/${id}`, [`${instance}/1/${first![at]!}`]]),
      ),
      layers: layers.map((layer) =>
        layer.id === instance ? { ...layer, block: { definition, repeat: 1 } } : layer,
      ),
      blocks: blocks.filter(({ id }) => id !== made.definition),
    };
  }
  const differences = new Differences();
  const short = shortened(first!.map((id) => nodes.get(id)!.name));
  const inner = new Map(
    first!.map((id, at) => {
      const each = part.map((ids) => nodes.get(ids[at]!)!.params);
      const params = Object.entries(nodes.get(id)!.params).map(([key, value]) => {
        const values = each.map((own) => own[key]);
        return [
          key,
          values.every((own) => own === values[0]) || typeof value !== 'number'
            ? value
            : differences.formula(key, values as number[]),
        ] as const;
      });
      return [id, { name: short[at]!, params: Object.fromEntries(params) }] as const;
    }),
  );
  const parameterized = updateBlock(
    result,
    definition,
    (block): BlockDefinition => ({
      ...block,
      parameters: [...differences.values].map(([own, values]) => ({ name: own, default: values[0]! })),
      layers: block.layers.map((layer) => ({ ...layer, ...inner.get(layer.id) })),
    }),
  );
  const own = new Map(
    instances.map((id, at) => [
      id,
      Object.fromEntries([...differences.values].map(([key, values]) => [key, values[at]!])),
    ]),
  );
  return {
    document: {
      ...parameterized,
      layers: parameterized.layers.map((layer) =>
        own.has(layer.id) ? { ...layer, params: own.get(layer.id)! } : layer,
      ),
    },
    instances,
  };
}

/**
 * Makes blocks of the parts that repeat. The network computes what it did.
 * @param nameOf what a block of these layers is called
 * @returns the same document where nothing repeats; the layers that stand for blocks
 */
export function blocksOfRepeated(
  document: ConvasDocument,
  nameOf: (layers: readonly LayerNode[]) => string,
): { readonly document: ConvasDocument; readonly instances: readonly string[]; readonly blocks: number } {
  let result = document;
  const instances: string[] = [];
  let blocks = 0;
  const unique = uniqueNames(
    document.blocks.map(({ name }) => name),
    limits.name,
  );
  for (const part of repeatedParts(document)) {
    const own = new Set(part[0]!);
    const name = nameOf(document.layers.filter(({ id }) => own.has(id)));
    const made = blockOf(result, part, unique(name).replace(/_(\d+)$/, ' $1'));
    if (!made) continue;
    result = made.document;
    instances.push(...made.instances);
    blocks++;
  }
  return { document: blocks === 0 ? document : withoutGaps(result), instances, blocks };
}
