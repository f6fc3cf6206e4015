/** How deep arrays and objects may nest in a document. A network needs about ten. */
export const maxDepth = 200;

/** Where a JSON text nests deeper than `limit`: the offset of the bracket; null when it never does. */
export function tooDeepAt(text: string, limit = maxDepth): number | null {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return index;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return null;
}

const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

function afterValue(stack: readonly string[]): Expecting {
  const open = stack.at(-1);
  if (open === undefined) return 'end';
  return open === '{' ? ', or }' : ', or ]';
}

function open(bracket: string, stack: string[]): Expecting {
  stack.push(bracket);
  return bracket === '{' ? 'key or }' : 'value or ]';
}

/** What follows `found`, or null where it does not belong there. Keeps `stack`, the brackets that are open. */
function next(expecting: Expecting, found: RegExpExecArray, stack: string[]): Expecting | null {
  const [, mark, text, literal] = found;
  if (expecting === 'value' || expecting === 'value or ]') {
    if (text !== undefined || literal !== undefined) return afterValue(stack);
    if (mark === '{' || mark === '[') return open(mark, stack);
  }
  if ((expecting === 'key' || expecting === 'key or }') && text !== undefined) return ':';
  if (expecting === ':' && mark === ':') return 'value';
  if (expecting === ', or }' && mark === ',') return 'key';
  if (expecting === ', or ]' && mark === ',') return 'value';
  if (mark !== undefined && expecting.endsWith(mark) && (mark === '}' || mark === ']')) {
    stack.pop();
    return afterValue(stack);
  }
  return null;
}

/**
 * Where a text stops being JSON: the offset, and whether it is cut short there. Null for valid JSON.
 * JavaScript engines word their syntax errors differently, many without a position.
 */
export function syntaxErrorAt(text: string): { offset: number; cutShort: boolean } | null {
  const stack: string[] = [];
  let expecting: Expecting = 'value';
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const found = token.exec(text);
    if (!found) break;
    const following = next(expecting, found, stack);
    if (!following) break;
    expecting = following;
    offset = token.lastIndex;
  }
  const rest = text.slice(offset).trimStart();
  if (expecting === 'end' && rest === '') return null;
  const start = text.length - rest.length;
  return { offset: start, cutShort: rest === '' || isTruncated(rest) };
}

/** A token begun and not ended by the end of the text: a string without its quote, `tru`, `-`. */
function isTruncated(rest: string): boolean {
  if (/^"(?:[ !#-[\]-\u{10ffff}]|\\.)*\\?$/u.test(rest)) return true;
  return ['true', 'false', 'null'].some((word) => word.startsWith(rest)) || /^-?[\d.]*[eE]?[+-]?$/.test(rest);
}

/** Where an offset lies; both count from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
