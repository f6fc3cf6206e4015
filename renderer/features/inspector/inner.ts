import type { LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { computed } from '../../stores/document/openStore.ts';
import { type Field, fieldsOf } from './fields.ts';
import { formulaOf } from './formulas.ts';

export type InnerField = Extract<Field, { control: 'inner' }>;
type Params = LayerNode['params'];

/** A layer that a form shows: as the document has it, and with its formulas computed. */
interface Shown {
  readonly written: LayerNode;
  readonly now: LayerNode;
}

const fieldOf = (kind: string, name: string): Field | undefined => {
  const known = kindOf(kind);
  return known && fieldsOf(known).find((field) => field.name === name);
};

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value that a layer has for a parameter of its kind, its default included. */
const valueIn = ({ kind, params }: LayerNode, name: string): unknown =>
  params[name] ?? fieldOf(kind, name)?.initial;

/** The layer inside of a layer; null where what is written there is none. */
function inside({ written, now }: Shown, field: InnerField): Shown | null {
  const kind = valueIn(now, field.of);
  const choice = fieldOf(now.kind, field.of);
  const params = valueIn(written, field.name);
  const computedParams = valueIn(now, field.name);
  if (
    typeof kind !== 'string' ||
    choice?.control !== 'choice' ||
    !choice.options.some((option) => option.value === kind)
  )
    return null;
  if (!kindOf(kind) || !isRecord(params) || !isRecord(computedParams)) return null;
  return { written: { ...written, kind, params }, now: { ...now, kind, params: computedParams } };
}

/** The layer at the end of a path of layers within layers; the layer itself where the path is empty. */
export function innerLayerOf(layer: LayerNode, path: readonly InnerField[]): Shown | null {
  const start: Shown = { written: layer, now: computed(layer) };
  return path.reduce<Shown | null>((shown, field) => shown && inside(shown, field), start);
}

/** Whether a field means something, as the other parameters of the layer are. */
export function applies(layer: LayerNode, path: readonly InnerField[], name: string): boolean {
  const now = innerLayerOf(layer, path)?.now;
  const only = now && fieldOf(now.kind, name)?.only;
  return !only || Object.entries(only).every(([other, value]) => valueIn(now, other) === value);
}

/** The field of the parameters whose kind the parameter `name` says. */
export const innerOf = (kind: string, name: string): InnerField | undefined =>
  fieldsOf(kindOf(kind)!).find(
    (field): field is InnerField => field.control === 'inner' && field.of === name,
  );

/** Of parameters those that a layer of that kind takes too. */
export function sharedParams(params: unknown, kind: string): Params {
  const known = kindOf(kind);
  if (!known || !isRecord(params)) return {};
  const fits = ([name, value]: [string, Params[string]]): boolean =>
    Object.hasOwn(known.parameters.shape, name) &&
    (formulaOf(value) !== null || known.parameters.safeParse({ [name]: value }).success);
  return Object.fromEntries(Object.entries(params).filter(fits));
}
