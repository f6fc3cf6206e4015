import * as Y from 'yjs';

/** A record of a shared document: a layer, a wire, a note, a block. */
export type SharedRecord = Y.Map<unknown>;
/** Records by their keys, which no two people give alike. */
export type SharedList = Y.Map<SharedRecord>;

/** Sets a field to a JSON value. As text, so that what arrives is what was sent, half characters included. */
export function put(record: SharedRecord, field: string, value: unknown): void {
  if (value === undefined) record.delete(field);
  else record.set(field, JSON.stringify(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Another program wrote it.
    return undefined;
  }
}

/** The fields of a record as plain values; what cannot be read is left out. */
export function plain(record: SharedRecord): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [field, value] of record) {
    if (field === '__proto__') continue;
    if (value instanceof Y.Text) values[field] = value.toString();
    else if (value instanceof Y.Map) values[field] = plain(value as SharedRecord);
    else if (typeof value === 'string') values[field] = parsed(value);
  }
  return values;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** As it arrives at others: half a character cannot be sent. */
export const wellFormed = (text: string): string => text.replace(loneSurrogate, '\ufffd');

/** Makes a shared text another one by changing what is between their common beginning and end. */
export function setText(shared: Y.Text, after: string): void {
  const before = shared.toString();
  const next = wellFormed(after);
  if (before === next) return;
  const most = Math.min(before.length, next.length);
  let start = 0;
  while (start < most && before[start] === next[start]) start++;
  // Between the halves of a character nothing is put in.
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === next.at(-1 - end)) end++;
  if (end > 0 && isHigh(before.charCodeAt(before.length - end - 1))) end--;
  if (before.length - end > start) shared.delete(start, before.length - end - start);
  if (next.length - end > start) shared.insert(start, next.slice(start, next.length - end));
}
