import { z } from 'zod';

/** A place in a JSON value: names of members and places in lists. */
const path = z.array(z.union([z.string().max(500), z.int().min(0)])).max(50);

/** One change of a JSON value; `value` left out takes away what is there. */
const change = z.object({ path, value: z.json().optional() });

export const patchSchema = z.array(change).max(100_000);
export type Patch = z.output<typeof patchSchema>;
type Json = z.output<ReturnType<typeof z.json>>;

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What makes one value of another. Lists of equal length are compared item by item, others replaced whole. */
export function difference(before: Json, after: Json, at: Patch[number]['path'] = []): Patch {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name): Patch => {
      const [old, fresh] = [before[name], after[name]];
      if (fresh === undefined) return old === undefined ? [] : [{ path: [...at, name] }];
      return old === undefined
        ? [{ path: [...at, name], value: fresh }]
        : difference(old, fresh, [...at, name]);
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((old, index) => difference(old, after[index]!, [...at, index]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path: at, value: after }];
}

/** Names that would reach beyond the value's own members. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function changed(value: Json, [first, ...rest]: Patch[number]['path'], to: Json | undefined): Json {
  if (first === undefined) {
    if (to === undefined) throw new RangeError('the whole value cannot be taken away');
    return to;
  }
  if (Array.isArray(value)) {
    if (typeof first !== 'number' || first >= value.length) throw new RangeError('there is no such item');
    return value.map((item, at) => (at === first ? changed(item, rest, to) : item));
  }
  if (!isObject(value) || typeof first !== 'string' || forbidden.has(first))
    throw new RangeError('there is no such member');
  const { [first]: old, ...others } = value;
  if (rest.length === 0 && to === undefined) return others;
  if (rest.length > 0 && old === undefined) throw new RangeError('there is no such member');
  return { ...value, [first]: rest.length === 0 ? to! : changed(old!, rest, to) };
}

/** Makes the changes in their order. @throws RangeError where one does not fit */
export const patched = (value: Json, patch: Patch): Json =>
  patch.reduce((now, { path: place, value: to }) => changed(now, place, to), value);
