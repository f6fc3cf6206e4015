import type { Family } from '../../../../src/layers/families.ts';
import { kindOf } from '../../../../src/layers/registry.ts';
import { familyColor } from '../../../ui/FamilyGlyph.tsx';

/** The theme's colors as a canvas takes them. */
export interface Inks {
  readonly background: string;
  readonly raised: string;
  readonly line: string;
  readonly accent: string;
  readonly danger: string;
  readonly dangerSoft: string;
  readonly text: string;
  readonly textDim: string;
  readonly font: string;
  readonly mono: string;
  /** Of a kind's family; of what is no kind (blocks, missing ones) the color of faint text. */
  hue(kind: string): string;
}

/** Reads them from where they hold. Asks the browser for styles: once a theme, not once a frame. */
export function readInks(element: Element): Inks {
  const styles = getComputedStyle(element);
  const read = (name: string): string => styles.getPropertyValue(name).trim();
  const hues = new Map<Family, string>();
  const faint = read('--text-faint');
  return {
    background: read('--surface-canvas'),
    raised: read('--surface-raised'),
    line: read('--line-strong'),
    accent: read('--accent'),
    danger: read('--danger'),
    dangerSoft: read('--danger-soft'),
    text: read('--text'),
    textDim: read('--text-dim'),
    font: read('--font-text'),
    mono: read('--font-mono'),
    hue(kind) {
      const family = kindOf(kind)?.family;
      if (!family) return faint;
      const known = hues.get(family) ?? read(familyColor(family).slice(4, -1));
      hues.set(family, known);
      return known;
    },
  };
}
