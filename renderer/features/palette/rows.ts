import type { Family } from '../../../src/layers/families.ts';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { kinds, kindsByFamily, variantsOf } from '../../../src/layers/registry.ts';
import { text } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import { searchKinds } from '../../ui/kinds/search.ts';

const all = Object.values<LayerKind>(kinds);

/** A line of the palette: a section, or a kind on it. */
export interface PaletteRowData {
  /** Of its own in the palette: a kind may lie on two sections. */
  readonly id: string;
  /** From 1, as in a tree. */
  readonly level: number;
  readonly title: string;
  /** Null for a section. */
  readonly kind: LayerKind | null;
  /** Undefined where there is nothing to unfold. */
  readonly unfolded?: boolean;
}

interface PaletteSection {
  readonly id: 'common' | Family;
  readonly kinds: readonly LayerKind[];
}

/** The common layers, then every family; one whose layers are all common says nothing more. */
const sections: readonly PaletteSection[] = [
  { id: 'common', kinds: all.filter((kind) => kind.common) },
  ...kindsByFamily
    .filter(({ kinds: own }) => own.some(({ common }) => !common))
    .map(({ family, kinds: own }) => ({ id: family, kinds: own })),
];

const titleOf = ({ id }: PaletteSection): string =>
  id === 'common' ? t.canvas.palette.common : text.families[id];

function kindRows(section: PaletteSection, unfolded: ReadonlySet<string>): PaletteRowData[] {
  const folds = section.id !== 'common';
  return section.kinds
    .filter(({ variantOf }) => variantOf === undefined || !folds)
    .flatMap((kind): PaletteRowData[] => {
      const id = `${section.id}/${kind.kind}`;
      const row = { id, level: 2, title: kind.title, kind };
      const variants = folds ? variantsOf(kind.kind) : [];
      if (variants.length === 0) return [row];
      const open = unfolded.has(id);
      const below = variants.map((variant) => ({
        id: `${section.id}/${variant.kind}`,
        level: 3,
        title: variant.title,
        kind: variant,
      }));
      return [{ ...row, unfolded: open }, ...(open ? below : [])];
    });
}

/** The lines of the palette: by section, those that are unfolded with their kinds; for a query what it finds, best first. */
export function paletteRows(query: string, unfolded: ReadonlySet<string>): readonly PaletteRowData[] {
  if (query.trim() !== '')
    return searchKinds(all, query).map((kind) => ({ id: kind.kind, level: 1, title: kind.title, kind }));
  return sections.flatMap((section): PaletteRowData[] => {
    const open = unfolded.has(section.id);
    const head = { id: section.id, level: 1, title: titleOf(section), kind: null, unfolded: open };
    return [head, ...(open ? kindRows(section, unfolded) : [])];
  });
}

/** The first sentence of a kind's lesson: what it does. */
export function gist({ kind }: LayerKind): string {
  const { lesson } = text.kinds[kind];
  return lesson.split(/(?<=[.?!])\s/)[0] ?? lesson;
}
