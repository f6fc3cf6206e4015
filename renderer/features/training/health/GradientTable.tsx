import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { gradient, viridis } from '../../../../src/insight/paint/colormap.ts';
import type { ActivationStatistics, HealthRow } from '../../../../src/protocol/health.ts';
import { t } from '../../../i18n/index.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { formatCount, formatPercent } from '../../../ui/numbers.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import classes from './health.module.css';
import { type LayerLine, type LogRange, linesOf, paintLine, rangeOf } from './heat.ts';

const strings = t.training.health;

/** Every layer's gradient over time as a strip of colors, and how its activations stand now. */
export function GradientTable({ rows }: { readonly rows: readonly HealthRow[] }) {
  const lines = useMemo(() => linesOf(rows), [rows]);
  const range = useMemo(() => rangeOf(lines), [lines]);
  const [look, setLook] = useState<number | null>(null);
  const at = look !== null && look < rows.length ? look : null;
  const row = rows[at ?? rows.length - 1];
  return (
    <div className={classes['gradients']}>
      <table className={classes['table']} aria-label={strings.table.label}>
        <thead>
          <tr>
            <th scope="col">{strings.table.layer}</th>
            <th scope="col" className={classes['wide']}>
              {strings.table.gradient}
            </th>
            <th scope="col" className={classes['value']}>
              {at === null || !row
                ? strings.table.now
                : strings.table.at(formatCount(row.epoch), formatCount(row.step))}
            </th>
            <th scope="col">{strings.table.activation}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.layer} line={line} range={range} look={at} onLook={setLook} />
          ))}
        </tbody>
      </table>
      <Scale range={range} />
    </div>
  );
}

interface LineProps {
  readonly line: LayerLine;
  readonly range: LogRange;
  readonly look: number | null;
  readonly onLook: (look: number | null) => void;
}

function Line({ line, range, look, onLook }: LineProps) {
  const pixels = useMemo(() => paintLine(line.gradients, range), [line, range]);
  const value = line.gradients[look ?? line.gradients.length - 1] ?? Number.NaN;
  const trained = line.now.params > 0;
  return (
    <tr>
      <th scope="row">
        <UnstyledButton
          className={classes['name']}
          onClick={() => useSelection.getState().reveal(line.layer)}
        >
          {line.name}
        </UnstyledButton>
      </th>
      <td className={classes['wide']}>
        {trained && (
          <PixelCanvas
            pixels={pixels}
            width={line.gradients.length}
            height={1}
            label={strings.table.strip(
              line.name,
              formatValue(line.gradients[0] ?? Number.NaN),
              formatValue(line.gradients.at(-1) ?? Number.NaN),
            )}
            className={classes['strip']}
            onHover={(pixel) => onLook(pixel?.x ?? null)}
          />
        )}
      </td>
      <td className={`${classes['value']} numbers`}>{trained ? formatValue(value) : ''}</td>
      <td className={classes['activation']}>
        <Activation seen={line.now.activation} />
      </td>
    </tr>
  );
}

/** How a layer's activation stands, in words: what it is prone to, or nothing. */
function Activation({ seen }: { readonly seen: ActivationStatistics | null }) {
  if (!seen) return <span className={classes['none']}>–</span>;
  if (seen.dead !== null) {
    return (
      <span data-bad={seen.dead > 0 || undefined}>
        {seen.dead === 0 ? strings.alive : strings.dead(formatCount(seen.dead), formatCount(seen.units))}
      </span>
    );
  }
  if (seen.saturated === null) return <span className={classes['none']}>–</span>;
  return (
    <span data-bad={seen.saturated >= 0.75 || undefined}>
      {strings.saturated(formatPercent(seen.saturated, 0))}
    </span>
  );
}

function Scale({ range: { min, max } }: { readonly range: LogRange }) {
  const middle = (min + max) / 2;
  return (
    <div className={classes['scale']}>
      <span>{strings.scale}</span>
      <span className="numbers">{power(min)}</span>
      <span className={classes['bar']} style={{ background: gradient(viridis) }} aria-hidden="true" />
      {Number.isInteger(middle) && <span className="visually-hidden">{power(middle)}</span>}
      <span className="numbers">{power(max)}</span>
    </div>
  );
}

const power = (exponent: number): string => (exponent === 0 ? '1' : `1e${exponent}`);
