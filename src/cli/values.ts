import { CliError } from './output.ts';

/** The parts of a list: `C1,C3`. */
export const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function read(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null' || text === 'none') return null;
  const number = Number(text);
  return text !== '' && Number.isFinite(number) ? number : text;
}

/** `every=5,factor=0.1`. @throws CliError with status 2 for a part without "=" */
export function pairsOf(text: string): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    partsOf(text).map((part) => {
      const at = part.indexOf('=');
      if (at < 1) throw new CliError(`"${part}" should be name=value, as in every=5`, 2);
      return [part.slice(0, at), read(part.slice(at + 1))];
    }),
  );
}

/** `step` or `step:every=5,factor=0.1`. */
export function readChoice(text: string): { kind: string; params: Record<string, unknown> } {
  const at = text.indexOf(':');
  if (at < 0) return { kind: text, params: {} };
  return { kind: text.slice(0, at), params: pairsOf(text.slice(at + 1)) };
}
