import type { z } from 'zod';
import { issueText } from '../text/issue.ts';
import { isMessage, type Message, message } from '../text/message.ts';

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
  notices: Message[];
  error: Message | null;
} {
  const notices: Message[] = [];
  let error: Message | null = null;
  const visit = (value: unknown, path: PropertyKey[]): unknown => {
    if (typeof value === 'number' && !Number.isFinite(value))
      error ??= message('document.number-too-large', { field: formatPath(path) });
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (!isObject(value)) return value;
    const copy: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__')
        notices.push(message('document.field-not-allowed', { field: formatPath([...path, key]) }));
      else copy[key] = visit(item, [...path, key]);
    }
    return copy;
  };
  const value = visit(json, []) as JsonObject;
  return { value, notices, error };
}

/** So many unknown fields are listed one by one. */
const maxListed = 10;

/** A notice for each field of the file that the schema does not know and so left out; ten at most. */
export function droppedFields(before: unknown, after: unknown): Message[] {
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
  const detail = dropped.slice(0, maxListed).map((field) => message('document.field-unknown', { field }));
  const count = dropped.length - detail.length;
  return count > 0 ? [...detail, message('document.more-unknown-fields', { count })] : detail;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, part) => (inner as JsonObject | undefined)?.[part as string], value);
}

const types = ['string', 'number', 'int', 'boolean', 'array', 'object', 'record'] as const;

/** A value as it stands in a file, shortened; null where there is none. */
function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

/** What the schema found wrong: the field, what stands there, and what may. */
export function describeIssue(issue: z.core.$ZodIssue, json: unknown): Message {
  const value = at(json, issue.path);
  const field = formatPath(issue.path);
  const found = { field, found: shown(value) };
  const expected = issue.code === 'invalid_type' && types.find((type) => type === issue.expected);
  if (expected) return message('document.field-type', { ...found, expected });
  if (issue.code === 'invalid_value')
    return message('document.field-choice', {
      ...found,
      options: issue.values.map((option) => JSON.stringify(option)),
    });
  const isText = typeof value === 'string';
  if (issue.code === 'too_small')
    return isText
      ? message('document.field-empty', { field })
      : message('document.field-too-small', { ...found, least: Number(issue.minimum) });
  if (issue.code === 'too_big')
    return isText
      ? message('document.field-too-long', { field, most: Number(issue.maximum) })
      : message('document.field-too-large', { ...found, most: Number(issue.maximum) });
  const reason = issueText(issue);
  // Of the whole value there is no field to name.
  if (field === '' && isMessage(reason)) return reason;
  return message('document.field-invalid', { ...found, reason });
}
