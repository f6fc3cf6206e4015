import { definitionOf } from '../../../src/document/blocks.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { t } from '../../i18n/index.ts';
import { type Field, fieldsOf } from './fields.ts';
import { formulaOf } from './formulas.ts';

type Parameter = BlockDefinition['parameters'][number];

/** Where a parameter is taken as it is: the field of the layer inside. */
interface Use {
  readonly layer: string;
  readonly field: Field;
}

function usesIn(document: ConvasDocument, layer: LayerNode, name: string, depth: number): Use[] {
  const block = layer.block && definitionOf(document, layer);
  const kind = kindOf(layer.kind);
  return Object.entries(layer.params).flatMap(([param, value]): Use[] => {
    if (formulaOf(value) !== name) return [];
    const inner = block?.parameters.find((parameter) => parameter.name === param);
    // Deep enough for any drawing; blocks that contain themselves end here.
    if (inner && depth < 8)
      return [{ layer: layer.name, field: parameterField(document, block!, inner, depth + 1) }];
    const field = kind && fieldsOf(kind).find((candidate) => candidate.name === param);
    return field ? [{ layer: layer.name, field }] : [];
  });
}

/** One side of a field that has several. */
function sideOf(field: Field): Field {
  if (field.control !== 'tuple' && field.control !== 'list') return field;
  const { control: _control, ...rest } = field;
  return { ...rest, control: 'number' };
}

/** What a parameter's default says of it, where no layer does. */
function plainField(about: Pick<Field, 'name' | 'title' | 'description' | 'unit' | 'initial'>): Field {
  const { initial } = about;
  if (typeof initial === 'boolean') return { ...about, control: 'flag' };
  if (typeof initial !== 'number') return { ...about, control: 'json' };
  return {
    ...about,
    control: 'number',
    bounds: { min: null, max: null, integer: Number.isInteger(initial) },
  };
}

/** The field by which a block's parameter is set: that of the layer inside which takes it as it is. */
export function parameterField(
  document: ConvasDocument,
  block: BlockDefinition,
  { name, default: initial }: Parameter,
  depth = 0,
): Field {
  const uses = block.layers.flatMap((layer) => usesIn(document, layer, name, depth));
  const about = {
    name,
    title: name,
    description: uses.map((use) => t.blocks.inside.use(use.field.title, use.layer)).join(', '),
    unit: uses[0]?.field.unit ?? null,
    initial,
  };
  const [first] = uses;
  if (!first) return plainField(about);
  const field = typeof initial === 'number' ? sideOf(first.field) : first.field;
  return { ...field, ...about };
}
