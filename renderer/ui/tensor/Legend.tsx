import { type ColorTable, gradient } from '../../../src/insight/paint/colormap.ts';
import type { ValueRange } from '../../../src/insight/paint/range.ts';
import classes from './Legend.module.css';
import { formatValue } from './values.ts';

interface LegendProps {
  readonly range: ValueRange;
  readonly colors: ColorTable;
  /** What the colors mean, in words. */
  readonly about?: string;
}

/** A color map with the numbers at its ends and in its middle. */
export function Legend({ range, colors, about }: LegendProps) {
  const marks = [range.min, (range.min + range.max) / 2, range.max];
  return (
    <div className={classes['legend']}>
      <div className={classes['bar']} style={{ background: gradient(colors) }} aria-hidden="true" />
      <div className={`${classes['marks']} numbers`}>
        {marks.map((mark, at) => (
          // The three marks never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <span key={at}>{formatValue(mark)}</span>
        ))}
      </div>
      {about !== undefined && <p className={classes['about']}>{about}</p>}
    </div>
  );
}
