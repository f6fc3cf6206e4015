import { z } from 'zod';
import { t } from '../../i18n/index.ts';
import { formatExact } from '../numbers.ts';

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

/** The part of a JSON schema that bounds a number. */
export const boundedSchema = z.object({
  type: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
});

/** zod bounds every whole number by what a double can count; nobody needs to be told. */
const stated = (bound: number | undefined): number | null =>
  bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? null : bound;

export function boundsOf(schema: z.output<typeof boundedSchema>): Bounds {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  return {
    min: stated(exclusiveMinimum ?? minimum),
    max: stated(exclusiveMaximum ?? maximum),
    minExcluded: exclusiveMinimum !== undefined,
    maxExcluded: exclusiveMaximum !== undefined,
    integer: schema.type === 'integer',
  };
}

type Node = z.output<typeof boundedSchema> & {
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly anyOf?: readonly Node[] | undefined;
};
const nodeSchema: z.ZodType<Node> = boundedSchema.extend({
  get properties() {
    return z.record(z.string(), nodeSchema).optional();
  },
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
});

/** What may also be null is bounded by what it is otherwise. */
const present = (node: Node | undefined): Node | undefined =>
  node?.anyOf?.find(({ type }) => type !== 'null') ?? node;

/** The bounds of a number that lies at `path` in the values of a schema. @throws Error where there is none */
export function boundsAt(schema: z.ZodType, ...path: readonly string[]): Bounds {
  const root = nodeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const found = path.reduce<Node | undefined>(
    (node, name) => present(node?.properties?.[name]),
    present(root),
  );
  if (found?.type !== 'number' && found?.type !== 'integer')
    throw new Error(`the schema has no number at ${path.join('.')}`);
  return boundsOf(found);
}

/** What to type: both ends where there are two. */
function range({ min, max, minExcluded, maxExcluded }: Bounds): string {
  const words = t.numbers;
  const [from, to] = [min, max].map((end) => (end === null ? '' : formatExact(end))) as [string, string];
  if (min !== null && max !== null) {
    if (minExcluded) return maxExcluded ? words.insideOf(from, to) : words.aboveUpTo(from, to);
    return maxExcluded ? words.fromBelow(from, to) : words.between(from, to);
  }
  if (min !== null) return minExcluded ? words.above(from) : words.atLeast(from);
  return maxExcluded ? words.below(to) : words.atMost(to);
}

/** Why a number is out of bounds and what to type instead; null when it is inside. */
export function refuseByBounds(value: number, bounds: Bounds): string | null {
  const { min, max, minExcluded, maxExcluded } = bounds;
  const small = min !== null && (minExcluded ? value <= min : value < min);
  const large = max !== null && (maxExcluded ? value >= max : value > max);
  if (!small && !large) return null;
  const what = small ? t.numbers.tooSmall : t.numbers.tooLarge;
  return `${what(formatExact(value))} ${range(bounds)}`;
}

/** The nearest number inside of the bounds; the number itself where it would have to be an end that is left out. */
export function clampTo(value: number, { min, max }: Bounds): number {
  return Math.min(max ?? value, Math.max(min ?? value, value));
}
