import type { z } from 'zod';

export type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `layers[3].params.filters` */
function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/**
 * A copy without `__proto__` keys, which would reach the prototype of whoever copies them next; the error
 * names the first number that is not finite (`1e999`).
 */
export function inspectValues(json: JsonObject): {
  value: JsonObject;
  notices: string[];
  error: string | null;
} {
  const notices: string[] = [];
  let error: string | null = null;
  const visit = (value: unknown, path: PropertyKey[]): unknown => {
    if (typeof value === 'number' && !Number.isFinite(value))
      error ??= `The field ${formatPath(path)} is a number too large to hold: write a finite one.`;
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (!isObject(value)) return value;
    const copy: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__')
        notices.push(`The field ${formatPath([...path, key])} was left out: its name is not allowed.`);
      else copy[key] = visit(item, [...path, key]);
    }
    return copy;
  };
  const value = visit(json, []) as JsonObject;
  return { value, notices, error };
}

/** One sentence for each field of the file that the schema does not know and so left out; ten at most. */
export function droppedFields(before: unknown, after: unknown): string[] {
  const dropped: string[] = [];
  const visit = (from: unknown, to: unknown, path: PropertyKey[]): void => {
    if (Array.isArray(from) && Array.isArray(to)) {
      for (const [index, item] of from.entries()) visit(item, to[index], [...path, index]);
    } else if (isObject(from) && isObject(to)) {
      for (const [key, item] of Object.entries(from)) {
        if (Object.hasOwn(to, key)) visit(item, to[key], [...path, key]);
        else dropped.push(formatPath([...path, key]));
      }
    }
  };
  visit(before, after, []);
  const shown = dropped.slice(0, 10).map((path) => `The field ${path} is unknown and was left out.`);
  return dropped.length > 10
    ? [...shown, `${dropped.length - 10} more unknown fields were left out.`]
    : shown;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, part) => (inner as JsonObject | undefined)?.[part as string], value);
}

const nouns: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

/** What the schema found wrong, as one sentence that names the field, what stands there, and what may. */
export function describeIssue(issue: z.core.$ZodIssue, json: unknown): string {
  const found = shown(at(json, issue.path));
  const field = `The field ${formatPath(issue.path)}`;
  if (issue.code === 'invalid_type')
    return `${field} must be ${nouns[issue.expected] ?? issue.expected}, but it is ${found}.`;
  if (issue.code === 'invalid_value')
    return `${field} must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}, but it is ${found}.`;
  const text = typeof at(json, issue.path) === 'string';
  if (issue.code === 'too_small')
    return text
      ? `${field} must not be empty.`
      : `${field} must be at least ${issue.minimum}, but it is ${found}.`;
  if (issue.code === 'too_big')
    return text
      ? `${field} is longer than the ${issue.maximum} characters it may have.`
      : `${field} must be at most ${issue.maximum}, but it is ${found}.`;
  return `${field} is not valid: ${found}. ${issue.message}`;
}
