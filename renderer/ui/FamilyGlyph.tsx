import type { CSSProperties } from 'react';
import type { Family } from '../../src/layers/families.ts';

/** One mark a family, on a 16 px grid, distinguished by form alone. */
const marks: Readonly<Record<Family, string>> = {
  /** An image: a frame with a diagonal. */
  input: 'M2.5 3.5h11v9h-11zM3 12l3.5-4 2.5 2.5L11 8l2.5 3',
  /** A window over a grid. */
  convolution: 'M2.5 2.5h11v11h-11zM2.5 8H8V2.5M8 8l3 3M11 8.6V11H8.6',
  /** Large becomes small. */
  pooling: 'M2 2.5h8v8h-8zM14 9v5h-5M9.5 9.5l4 4',
  /** All with all. */
  core: 'M3 3.5h10L3 12.5h10L3 3.5',
  /** A curve that bends. */
  activation: 'M2 12.5h4.5c2.5 0 2.5-9 7.5-9',
  /** A bell. */
  normalization: 'M2 12.5c4 0 3-9 6-9s2 9 6 9M8 13.5v-3',
  /** Some are left out. */
  regularization:
    'M3.5 3.5h3v3h-3zM9.5 9.5h3v3h-3zM9.8 3.8l2.4 2.4M12.2 3.8L9.8 6.2M3.8 9.8l2.4 2.4M6.2 9.8l-2.4 2.4',
  /** A block turned into a row. */
  reshaping: 'M2.5 3.5h4v9h-4zM8.5 8h5M11.5 5.8L13.8 8l-2.3 2.2',
  /** Two wires become one. */
  merging: 'M2.5 3.5c4 0 3 4.5 6.5 4.5h4.5M2.5 12.5c4 0 3-4.5 6.5-4.5M11.5 6l2 2-2 2',
  /** An arrow that returns. */
  recurrent: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v2.6h-2.6',
  /** Two sliders. */
  preprocessing: 'M2 5h3.5M8.5 5H14M2 11h6.5M11.5 11H14M5.5 3.5h3v3h-3zM8.5 9.5h3v3h-3z',
};

/** The CSS variable that holds a family's hue: `var(--family-pooling)`. */
export const familyColor = (family: Family): string => `var(--family-${family})`;

/** A family's mark in its hue. Decorative: the family's name is shown beside it. */
export function FamilyGlyph({
  family,
  size = 16,
  style,
}: {
  family: Family;
  size?: number;
  style?: CSSProperties;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke={familyColor(family)}
      strokeWidth={1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none', ...style }}
    >
      <path d={marks[family]} />
    </svg>
  );
}
