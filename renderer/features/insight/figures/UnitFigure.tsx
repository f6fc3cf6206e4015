import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useMemo, useState } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { drawUnit } from '../../../../src/insight/paint/unit.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { DrawingView } from '../../../ui/figures/DrawingView.tsx';
import { plotWidth, windowPalette } from '../../../ui/figures/palette.ts';
import { useFigureControl } from '../../../ui/figures/useFigureControl.ts';
import css from '../insight.module.css';
import layout from '../views.module.css';

const strings = t.insight.unit;

/** Milliseconds from one place to the next while it plays. */
const stepInterval = 700;

/** How one value comes about; a click on the layer's map explains another place, and play moves on as the layer does. */
export function UnitFigure({ figure }: { readonly figure: FigureOf<'unit'> }) {
  const drawing = useMemo(() => drawUnit(figure, windowPalette, plotWidth), [figure]);
  const control = useFigureControl();
  const [playing, setPlaying] = useState(false);
  const { row, column, output } = figure;
  const several = output.height * output.width > 1;
  useEffect(() => {
    if (!playing || !control) return;
    const timer = setTimeout(() => {
      const next = (row * output.width + column + 1) % (output.width * output.height);
      control.set({ strongest: false, row: Math.floor(next / output.width), column: next % output.width });
    }, stepInterval);
    return () => clearTimeout(timer);
  }, [playing, control, row, column, output.width, output.height]);
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.querySelector('svg')?.getBoundingClientRect();
    if (!box || !control) return;
    const unit = drawing.width / box.width;
    const { x, y, cell } = drawing.output;
    const across = Math.floor(((event.clientX - box.left) * unit - x) / cell);
    const down = Math.floor(((event.clientY - box.top) * unit - y) / cell);
    if (across < 0 || down < 0 || across >= output.width || down >= output.height) return;
    setPlaying(false);
    control.set({ strongest: false, row: down, column: across });
  };
  return (
    <figure className={layout['unit']} data-row={row} data-column={column}>
      {control && several && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={playing ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
          onClick={() => setPlaying(!playing)}
        >
          {playing ? strings.pause : strings.play}
        </Button>
      )}
      <div onPointerDown={point} className={layout['unitDrawing']}>
        <DrawingView drawing={drawing} label={strings.label(sentence(figure.layer), row, column)} />
      </div>
      {!figure.exact && <p className={css['small']}>{strings.slopes}</p>}
    </figure>
  );
}
