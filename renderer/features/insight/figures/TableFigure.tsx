import type { FigureOf } from '../../../../src/insight/figure.ts';
import { t } from '../../../i18n/index.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../insight.module.css';

/** Named numbers, a line each. */
export function TableFigure({ figure }: { readonly figure: FigureOf<'table'> }) {
  const { of, rows } = figure;
  const words = t.insight.tables[of];
  return rows.map(([name, value]) => (
    <p className={css['errorLine']} key={name}>
      <span>{words.title}</span>
      <output className="numbers" data-testid={of}>
        {typeof value === 'number' ? formatValue(value) : value}
      </output>
      <small>{words.about}</small>
    </p>
  ));
}
