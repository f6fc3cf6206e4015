import { z } from 'zod';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { type Bounds, boundsOf } from '../../ui/number/bounds.ts';

interface Words {
  /** The parameter's name in the kind's schema. */
  readonly name: string;
  readonly title: string;
  /** One sentence for a student; empty where the schema has none. */
  readonly description: string;
  readonly unit: string | null;
  /** What it is folded away with; always shown without. */
  readonly group?: string | undefined;
  /** Shown only while other parameters have these values. */
  readonly only?: Readonly<Record<string, unknown>> | undefined;
  readonly initial: unknown;
}

interface Bounded {
  readonly bounds: Bounds;
}

/** One control of the inspector's form, as the kind's JSON schema asks for it. */
export type Field =
  | (Words & Bounded & { readonly control: 'number' })
  /** Several numbers of fixed count: `[height, width]`. */
  | (Words & Bounded & { readonly control: 'tuple'; readonly labels: readonly string[] })
  /** Numbers of any count: a shape. */
  | (Words & Bounded & { readonly control: 'list' })
  | (Words & {
      readonly control: 'choice';
      readonly options: readonly string[];
      /** True where the options are kinds of layers. */
      readonly kinds?: boolean | undefined;
    })
  | (Words & { readonly control: 'flag' })
  /** Rows of numbers: which input channels each filter sees. */
  | (Words & { readonly control: 'connections' })
  /** Parameters of a layer inside of this one, whose kind the parameter `of` says. */
  | (Words & { readonly control: 'inner'; readonly of: string })
  /** Whatever else a schema may say, written as JSON. */
  | (Words & { readonly control: 'json' });

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly group?: string;
  readonly only?: Readonly<Record<string, unknown>>;
  readonly kinds?: boolean;
  readonly of?: string;
  readonly labels?: readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const isNumeric = (schema: Schema): boolean => schema.type === 'integer' || schema.type === 'number';

/** `kernelSize` -> `Kernel size`, for a schema without a title. */
function titleOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldOf(name: string, schema: Schema): Field {
  const words: Words = {
    name,
    title: schema.title ?? titleOf(name),
    description: schema.description ?? '',
    unit: schema.unit ?? null,
    group: schema.group,
    only: schema.only,
    initial: schema.default,
  };
  const options = schema.enum?.filter((value): value is string => typeof value === 'string');
  if (options && options.length === schema.enum?.length) {
    return { ...words, control: 'choice', options, kinds: schema.kinds };
  }
  if (schema.of !== undefined) return { ...words, control: 'inner', of: schema.of };
  if (schema.type === 'boolean') return { ...words, control: 'flag' };
  if (isNumeric(schema)) return { ...words, bounds: boundsOf(schema), control: 'number' };
  const sides = schema.prefixItems;
  if (sides?.length && sides.every(isNumeric)) {
    const labels = sides.map((side, index) => side.title ?? schema.labels?.[index] ?? String(index + 1));
    return { ...words, bounds: boundsOf(sides[0]!), control: 'tuple', labels };
  }
  if (schema.type === 'array' && schema.items && isNumeric(schema.items)) {
    return { ...words, bounds: boundsOf(schema.items), control: 'list' };
  }
  const rows = schema.type === 'array' && schema.items ? schema.items : null;
  if (rows?.type === 'array' && rows.items && isNumeric(rows.items))
    return { ...words, control: 'connections' };
  return { ...words, control: 'json' };
}

const known = new WeakMap<LayerKind, readonly Field[]>();

/** The form of a kind's parameters, in the schema's order. */
export function fieldsOf(kind: LayerKind): readonly Field[] {
  const cached = known.get(kind);
  if (cached) return cached;
  const schema = z.toJSONSchema(kind.parameters, { io: 'input', unrepresentable: 'any' }) as Schema;
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => fieldOf(name, property));
  known.set(kind, fields);
  return fields;
}

/** The fields that all the kinds have alike: what a form for several layers can change at once. */
export function sharedFields(kinds: readonly LayerKind[]): readonly Field[] {
  const [first, ...others] = [...new Set(kinds)];
  if (first === undefined) return [];
  return fieldsOf(first).filter((field) =>
    others.every((kind) =>
      fieldsOf(kind).some(
        (other) =>
          JSON.stringify({ ...other, initial: null, description: '', only: null }) ===
          JSON.stringify({ ...field, initial: null, description: '', only: null }),
      ),
    ),
  );
}
