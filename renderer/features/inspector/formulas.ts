import { evaluate, isFormula } from '../../../src/document/formula.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { readNumber } from '../../../src/numbers/readNumber.ts';
import type { Text } from '../../../src/text/message.ts';
import type { Reading } from '../../ui/number/useDraft.ts';

type Json = LayerNode['params'][string];
type Values = LayerNode['params'];

const isJson = (value: unknown): value is Json => value !== undefined;

/** The formula of a field, without its sign; null where it holds a value of its own, or several formulas. */
export function formulaOf(value: unknown): string | null {
  if (isFormula(value)) return value.slice(1).trim();
  if (!Array.isArray(value) || value.length === 0) return null;
  const [first] = value;
  return isFormula(first) && value.every((side) => side === first) ? first.slice(1).trim() : null;
}

/** A field's value made of a formula: of several sides each has it. */
export function withFormula(before: unknown, formula: string): Json {
  const written = `=${formula.trim()}`;
  return Array.isArray(before) ? before.map(() => written) : written;
}

/** What a field amounts to; null where its formula makes no sense. */
export function computedValue(value: unknown, values: Values): Json | null {
  if (isFormula(value)) return evaluate(value, values);
  if (!Array.isArray(value)) return isJson(value) ? value : null;
  const sides = value.map((side) => computedValue(side, values));
  return sides.includes(null) ? null : (sides as Json[]);
}

/** A formula as it is typed: its numbers may have a decimal comma, for no formula separates by commas. */
export function readFormula(text: string): Reading<string> {
  let wrong: Text | null = null;
  const value = text.replace(/(?<![\w.,])[\d.,]*,[\d.,]*/g, (number) => {
    const reading = readNumber(number);
    if (!('wrong' in reading)) return number.replace(',', '.');
    wrong ??= reading.wrong;
    return number;
  });
  return wrong === null ? { value } : { wrong };
}
