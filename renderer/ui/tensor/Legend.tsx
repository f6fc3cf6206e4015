import { type ColourTable, gradient } from '../colormap.ts';
import classes from './Legend.module.css';
import type { ValueRange } from './range.ts';
import { formatValue } from './values.ts';

/** A colour map with the numbers at its ends and in its middle. */
export function Legend({ range, colours }: { readonly range: ValueRange; readonly colours: ColourTable }) {
  const marks = [range.min, (range.min + range.max) / 2, range.max];
  return (
    <div className={classes['legend']}>
      <div className={classes['bar']} style={{ background: gradient(colours) }} aria-hidden="true" />
      <div className={`${classes['marks']} numbers`}>
        {marks.map((mark, at) => (
          // The three marks never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <span key={at}>{formatValue(mark)}</span>
        ))}
      </div>
    </div>
  );
}
