import { z } from 'zod';

/** What a person reads of one parameter. */
export interface FieldText {
  readonly title: string;
  /** One or two sentences: what it does. */
  readonly description: string;
  readonly unit?: string;
  /** Of a field of several numbers: what each of them is. */
  readonly labels?: readonly string[];
  /** Of a choice: what each option is called. */
  readonly options?: Readonly<Record<string, string>>;
}

/** The texts of a schema's parameters, by name. */
export type FieldTexts = Readonly<Record<string, FieldText | undefined>>;

/** Which numbers a field takes. */
export interface Bounds {
  /** Null where there is no end. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether `min` and `max` themselves are left out. */
  readonly minExcluded?: boolean;
  readonly maxExcluded?: boolean;
  readonly integer: boolean;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Described {
  /** The parameter's name in its schema. */
  readonly name: string;
  readonly title: string;
  /** Empty where there is none. */
  readonly description: string;
  readonly unit: string | null;
  /** What it is folded away with; always shown without. */
  readonly group?: string | undefined;
  /** It means something only while other parameters have these values. */
  readonly only?: Readonly<Record<string, unknown>> | undefined;
  /** Its default. */
  readonly initial: unknown;
}

interface Bounded {
  readonly bounds: Bounds;
}

/** One parameter: its texts, and the control by which a form edits it. */
export type Field =
  | (Described & Bounded & { readonly control: 'number' })
  /** Several numbers of fixed count: `[height, width]`. */
  | (Described & Bounded & { readonly control: 'tuple'; readonly labels: readonly string[] })
  /** Numbers of any count: a shape. */
  | (Described & Bounded & { readonly control: 'list' })
  | (Described & {
      readonly control: 'choice';
      readonly options: readonly Option[];
      /** True where the options are kinds of layers. */
      readonly kinds?: boolean | undefined;
    })
  | (Described & { readonly control: 'flag' })
  /** Rows of numbers: which input channels each filter sees. */
  | (Described & { readonly control: 'connections' })
  /** Parameters of a layer inside of this one, whose kind the parameter `of` names. */
  | (Described & { readonly control: 'inner'; readonly of: string })
  /** Whatever else a schema may hold, written as JSON. */
  | (Described & { readonly control: 'json' });

/** The part of a JSON schema that is read here, with what `.meta()` adds to it. */
interface Node {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly group?: string;
  readonly only?: Readonly<Record<string, unknown>>;
  readonly kinds?: boolean;
  readonly of?: string;
  readonly labels?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Node | false;
  readonly prefixItems?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
}

const nodes = new WeakMap<z.ZodType, Node>();

function nodeOf(schema: z.ZodType): Node {
  const known = nodes.get(schema);
  if (known) return known;
  const node = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  nodes.set(schema, node);
  return node;
}

/** zod bounds every whole number by what a double can count; nobody needs to be told. */
const stated = (bound: number | undefined): number | null =>
  bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? null : bound;

const boundsOf = ({ type, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Node): Bounds => ({
  min: stated(exclusiveMinimum ?? minimum),
  max: stated(exclusiveMaximum ?? maximum),
  minExcluded: exclusiveMinimum !== undefined,
  maxExcluded: exclusiveMaximum !== undefined,
  integer: type === 'integer',
});

const isNumeric = ({ type }: Node): boolean => type === 'integer' || type === 'number';

/** `leakyRelu` and `leaky_relu` as words: `leaky relu`. */
const inWords = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** `kernelSize` as a title, for a parameter without one: `Kernel size`. */
export function titleOf(name: string): string {
  const words = inWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldOf(name: string, node: Node, text: FieldText | undefined): Field {
  const described: Described = {
    name,
    title: text?.title ?? node.title ?? titleOf(name),
    description: text?.description ?? node.description ?? '',
    unit: text?.unit ?? node.unit ?? null,
    group: node.group,
    only: node.only,
    initial: node.default,
  };
  const names = node.enum?.filter((value) => typeof value === 'string');
  if (names && names.length === node.enum?.length) {
    const labels = text?.options ?? node.options ?? {};
    const options = names.map((value) => ({ value, label: labels[value] ?? inWords(value) }));
    return { ...described, control: 'choice', options, kinds: node.kinds };
  }
  if (node.of !== undefined) return { ...described, control: 'inner', of: node.of };
  if (node.type === 'boolean') return { ...described, control: 'flag' };
  if (isNumeric(node)) return { ...described, control: 'number', bounds: boundsOf(node) };
  const sides = node.prefixItems;
  if (sides?.length && sides.every(isNumeric)) {
    const own = text?.labels ?? node.labels;
    const labels = sides.map((_, index) => own?.[index] ?? String(index + 1));
    return { ...described, control: 'tuple', bounds: boundsOf(sides[0]!), labels };
  }
  const items = node.type === 'array' && node.items ? node.items : null;
  if (items && isNumeric(items)) return { ...described, control: 'list', bounds: boundsOf(items) };
  const isTable = items?.type === 'array' && items.items && isNumeric(items.items);
  return { ...described, control: isTable ? 'connections' : 'json' };
}

const fieldsOfNode = ({ properties = {} }: Node, texts: FieldTexts): readonly Field[] =>
  Object.entries(properties).map(([name, node]) => fieldOf(name, node, texts[name]));

/**
 * The parameters of a schema of an object, in its order: what every form and table of parameters is made from.
 * @param texts in the language that is shown; without one a parameter has what its schema's `.meta()` tells
 */
export const describe = (schema: z.ZodType, texts: FieldTexts = {}): readonly Field[] =>
  fieldsOfNode(nodeOf(schema), texts);

/** As `describe`, of a schema that came as JSON Schema, as `jsonSchemaOf` makes it. */
export const describeJson = (
  schema: Readonly<Record<string, unknown>>,
  texts: FieldTexts = {},
): readonly Field[] => fieldsOfNode(schema as Node, texts);

/** A schema of an object as JSON Schema, its parameters with their texts. */
export function jsonSchemaOf(schema: z.ZodType, texts: FieldTexts = {}): Readonly<Record<string, unknown>> {
  const node = nodeOf(schema);
  const properties = Object.entries(node.properties ?? {}).map(([name, own]) => {
    const { title, description } = texts[name] ?? own;
    // What is undefined is no JSON, and does not cross to the engine.
    return [
      name,
      { ...own, ...(title !== undefined && { title }), ...(description !== undefined && { description }) },
    ];
  });
  return { ...node, properties: Object.fromEntries(properties) };
}

/** What may also be null is bounded by what it is otherwise. */
const present = (node: Node | undefined): Node | undefined =>
  node?.anyOf?.find(({ type }) => type !== 'null') ?? node;

/** The bounds of a number that lies at `path` in the values of a schema. @throws Error where there is none */
export function boundsAt(schema: z.ZodType, ...path: readonly string[]): Bounds {
  const found = path.reduce<Node | undefined>(
    (node, name) => present(node?.properties?.[name]),
    present(nodeOf(schema)),
  );
  if (!found || !isNumeric(found)) throw new Error(`the schema has no number at ${path.join('.')}`);
  return boundsOf(found);
}
