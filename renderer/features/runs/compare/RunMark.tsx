import css from './compare.module.css';
import { runStyles } from './styles.ts';

/** The letter of a run among others, in its color. */
export function RunMark({ at }: { readonly at: number }) {
  const { letter, color } = runStyles[at]!;
  return (
    <span className={css['mark']} style={{ background: `var(${color})` }}>
      {letter}
    </span>
  );
}

/** A run's line as the chart draws it, with its letter. */
export function Swatch({ at }: { readonly at: number }) {
  const { letter, color, dash } = runStyles[at]!;
  return (
    <>
      <svg width="28" height="10" aria-hidden="true" className={css['swatch']}>
        <line
          x1="1"
          x2="27"
          y1="5"
          y2="5"
          stroke={`var(${color})`}
          strokeWidth="2"
          strokeDasharray={dash.join(' ') || undefined}
        />
      </svg>
      <strong style={{ color: `var(${color})` }}>{letter}</strong>
    </>
  );
}
