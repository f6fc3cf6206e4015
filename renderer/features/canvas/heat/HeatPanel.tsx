import type { CSSProperties } from 'react';
import type { LayerAnalysis } from '../../../../src/network/network.ts';
import css from './heat.module.css';
import { type Heat, shadeOf } from './heat.ts';

interface HeatPanelProps {
  readonly heat: Heat;
  readonly analysis: LayerAnalysis | undefined;
  /** On a card, in the place of its drawing; or far away, as all that is seen of the layer. */
  readonly form: 'panel' | 'tile';
}

/** A layer's number on its color. */
export function HeatPanel({ heat, analysis, form }: HeatPanelProps) {
  const { color, ink, text } = shadeOf(heat, analysis);
  const style: CSSProperties = color === null ? {} : { background: color, color: ink };
  return (
    <div className={`numbers ${css[form]}`} style={style}>
      {text}
    </div>
  );
}
