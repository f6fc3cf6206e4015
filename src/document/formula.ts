import type { LayerNode } from './schema.ts';

type Json = LayerNode['params'][string];
type Values = Readonly<Record<string, Json>>;

/** Inside a block, a text that begins with "=" is computed. */
export const isFormula = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('=');

const tokenPattern = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([-+*/()]))/y;

/**
 * A formula's value: a parameter's name alone gives its value, of any type; + - * / and parentheses compute
 * with numbers. Null where it makes no sense: an unknown name, a text in a product, a division by zero.
 */
export function evaluate(formula: string, values: Values): Json | null {
  const text = formula.slice(1).trim();
  if (Object.hasOwn(values, text)) return values[text]!;
  const tokens = tokenize(text);
  if (!tokens) return null;
  const reader = new Reader(tokens, values);
  const value = reader.sum();
  return reader.done && value !== null && Number.isFinite(value) ? value : null;
}

function tokenize(text: string): string[] | null {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const found = tokenPattern.exec(text);
    if (!found || tokens.length > 200) return null;
    tokens.push(found[1] ?? found[2] ?? found[3]!);
    end = tokenPattern.lastIndex;
  }
  return tokens;
}

/** Recursive descent; the depth is bounded by the number of tokens. */
class Reader {
  private place = 0;
  private readonly tokens: readonly string[];
  private readonly values: Values;

  constructor(tokens: readonly string[], values: Values) {
    this.tokens = tokens;
    this.values = values;
  }

  get done(): boolean {
    return this.place === this.tokens.length;
  }

  private take(...wanted: string[]): string | null {
    const token = this.tokens[this.place];
    if (token === undefined || !wanted.includes(token)) return null;
    this.place++;
    return token;
  }

  sum(): number | null {
    let left = this.product();
    for (let sign = this.take('+', '-'); sign !== null; sign = this.take('+', '-')) {
      const right = this.product();
      if (left === null || right === null) return null;
      left = sign === '+' ? left + right : left - right;
    }
    return left;
  }

  private product(): number | null {
    let left = this.atom();
    for (let sign = this.take('*', '/'); sign !== null; sign = this.take('*', '/')) {
      const right = this.atom();
      if (left === null || right === null) return null;
      left = sign === '*' ? left * right : left / right;
    }
    return left;
  }

  private atom(): number | null {
    if (this.take('-')) {
      const value = this.atom();
      return value === null ? null : -value;
    }
    if (this.take('(')) {
      const value = this.sum();
      return this.take(')') ? value : null;
    }
    const token = this.tokens[this.place++];
    if (token === undefined) return null;
    if (/^\d/.test(token)) return Number(token);
    const value = Object.hasOwn(this.values, token) ? this.values[token] : undefined;
    return typeof value === 'number' ? value : null;
  }
}

/** A value with its formulas computed; a formula without sense stays as it is, for `network` to name. */
function substituteValue(value: Json, values: Values): Json {
  if (isFormula(value)) return evaluate(value, values) ?? value;
  if (Array.isArray(value)) return value.map((item) => substituteValue(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteValue(item, values)]));
}

const hasFormula = (value: Json): boolean =>
  isFormula(value) ||
  (Array.isArray(value)
    ? value.some(hasFormula)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasFormula));

/** A layer with the formulas in its parameters computed; the same layer where it has none. */
export function substitute(layer: LayerNode, values: Values): LayerNode {
  if (!Object.values(layer.params).some(hasFormula)) return layer;
  const params = Object.fromEntries(
    Object.entries(layer.params).map(([key, value]) => [key, substituteValue(value, values)]),
  );
  return { ...layer, params };
}

/** The layer with every formula in its parameters changed. */
function changeFormulas(layer: LayerNode, change: (formula: string) => Json): LayerNode {
  const changed = (value: Json): Json => {
    if (isFormula(value)) return change(value);
    if (Array.isArray(value)) return value.map(changed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item)]));
  };
  if (!Object.values(layer.params).some(hasFormula)) return layer;
  const params = Object.fromEntries(
    Object.entries(layer.params).map(([key, value]) => [key, changed(value)]),
  );
  return { ...layer, params };
}

const identifier = (name: string): RegExp => new RegExp(`(?<![\\w])${name}(?![\\w])`, 'g');

export const renameInFormulas = (layer: LayerNode, from: string, to: string): LayerNode =>
  changeFormulas(layer, (formula) => formula.replace(identifier(from), to));

/** Puts a value in the place of a parameter; a formula that names no other is computed. */
export function bindInFormulas(layer: LayerNode, name: string, value: Json): LayerNode {
  return changeFormulas(layer, (formula) => {
    if (formula.slice(1).trim() === name) return value;
    if (typeof value !== 'number' || !identifier(name).test(formula)) return formula;
    const bound = formula.replace(identifier(name), value < 0 ? `(${value})` : String(value));
    return evaluate(bound, {}) ?? bound;
  });
}
