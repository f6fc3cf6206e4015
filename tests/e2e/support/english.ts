import type { Page } from 'playwright-core';
import { catalogues } from '../../../src/text/catalogue.ts';

/** Words that are no Portuguese: where one stands, a sentence was not translated. */
const englishWords =
  /\b(the|and|of|with|is|are|this|that|from|not|to|by|an|its|which|what|when|how|your|you|has|have|was|were|or|each|into|only|than|then|more|all|show|choose|layer|layers|network|training|weights|learning rate)\b/i;

/** Stands for whatever a text is given. */
const hole = '\u0001';
const anything: unknown = new Proxy(() => hole, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => hole : key === 'length' ? 0 : anything),
});

type Leaf = { readonly path: string; readonly text: string };

/** The texts of a catalogue, those with values in them with holes; what cannot be made without true values is left out. */
function leavesOf(tree: unknown, path = ''): Leaf[] {
  if (typeof tree === 'string') return [{ path, text: tree }];
  if (typeof tree === 'function') {
    const given = /messages\./.test(path) ? [anything] : [hole, hole, hole, hole, hole];
    try {
      const text: unknown = tree(...given);
      return typeof text === 'string' ? [{ path, text: text.replaceAll('NaN', hole) }] : [];
    } catch {
      return [];
    }
  }
  if (typeof tree !== 'object' || tree === null || path.includes('keywords')) return [];
  return Object.entries(tree).flatMap(([name, below]) => leavesOf(below, `${path}.${name}`));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is English and has another Portuguese: whole texts, and patterns of those with values in them. */
function englishTexts() {
  const portuguese = leavesOf(catalogues['pt-BR']);
  const known = new Set(portuguese.map(({ text }) => text));
  const english = leavesOf(catalogues.en).filter(({ text }) => !known.has(text) && /[a-z]{3}/i.test(text));
  const whole = new Map(english.map(({ text, path }) => [text, path]));
  const patterns = english
    .filter(({ text }) => text.includes(hole) && text.replaceAll(hole, '').replace(/[^a-z]/gi, '').length > 8)
    .map(({ text, path }) => ({
      path,
      pattern: new RegExp(`^${text.split(hole).map(escaped).join('.+')}$`),
    }));
  return { whole, patterns };
}

const { whole, patterns } = englishTexts();

/** English terms may stand in parentheses, titles and other people's words in quotation marks. */
const bare = (text: string): string => text.replace(/\([^)]*\)|“[^”]*”|"[^"]*"/g, ' ');

/** Why a visible text is not Portuguese; null where it is. */
function fault(text: string, names: readonly RegExp[]): string | null {
  if (names.some((name) => new RegExp(`^(?:${name.source})$`).test(text))) return null;
  const path = whole.get(text) ?? patterns.find(({ pattern }) => pattern.test(text))?.path;
  if (path !== undefined) return path;
  const rest = names.reduce((left, name) => left.replaceAll(new RegExp(name, 'g'), ' '), bare(text));
  return englishWords.exec(rest)?.[0] ?? null;
}

/** Every text that a person of the page sees or hears: text nodes, names, titles, placeholders. */
async function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (
        !element ||
        element.closest('script, style, code, pre, kbd, [hidden]') ||
        !element.checkVisibility()
      )
        continue;
      // What is chosen in a list is the value of a field that no one types in.
      if (node instanceof HTMLInputElement && node.readOnly) found.add(node.value.trim());
      if (node instanceof Element) {
        for (const name of [
          'aria-label',
          'title',
          'placeholder',
          'aria-description',
          'aria-roledescription',
          'alt',
          'aria-valuetext',
        ])
          found.add(node.getAttribute(name)?.trim() ?? '');
      } else found.add(node.textContent?.trim() ?? '');
    }
    return [...found].filter((text) => text !== '');
  });
}

/** The visible texts that are not Portuguese, with what tells; `names` are other people's words. */
export async function englishOn(page: Page, names: readonly RegExp[]): Promise<readonly string[]> {
  return (await textsOf(page)).flatMap((text) => {
    const detail = fault(text, names);
    return detail === null ? [] : [`${text.slice(0, 160)}  [${detail}]`];
  });
}
