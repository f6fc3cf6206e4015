import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconEraser } from '@tabler/icons-react';
import { useMemo } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { t } from '../../../i18n/index.ts';
import { useInput } from '../../../stores/input/inputStore.ts';
import { boxOf } from '../../../stores/input/strokes.ts';
import type { InputTarget } from '../../../stores/input/target.ts';
import { InkPaper } from '../../../ui/drawing/InkPaper.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import drawingCss from './drawing.module.css';

const strings = t.insight.pad;
const square = (side: number): string => `${side} × ${side}`;

/** "0, 1, 2 … 9": what can be drawn, in the words of the data. */
const drawable = (classes: readonly string[]): string =>
  classes.length <= 4 ? classes.join(', ') : `${classes.slice(0, 3).join(', ')} … ${classes.at(-1)}`;

/** What is drawn for the network to read, and how it takes it. */
export function DrawingPad({ target }: { readonly target: InputTarget }) {
  const strokes = useInput((state) => state.strokes);
  const drawn = useInput((state) => state.drawn);
  const { draw } = useInput.getState();
  const small = useMemo(() => drawn && paintPhoto(drawn.data, 0, drawn.height, drawn.width, 1), [drawn]);
  return (
    <div>
      <InkPaper
        label={strings.label}
        strokes={strokes}
        onDraw={(change) => draw(change(useInput.getState().strokes))}
      >
        {strokes.length === 0 && (
          <text x="0.5" y="0.52" textAnchor="middle" className={drawingCss['padHint']}>
            {strings.hint(drawable(target.classes))}
          </text>
        )}
      </InkPaper>
      <div className={drawingCss['padFoot']}>
        <Tooltip label={strings.asDataAbout(square(boxOf(target)), `${target.height} × ${target.width}`)}>
          <div className={drawingCss['asData']}>
            {drawn && small ? (
              <PixelCanvas pixels={small} width={drawn.width} height={drawn.height} label={strings.asData} />
            ) : (
              <div className={drawingCss['asDataEmpty']} />
            )}
            <span>{strings.asData}</span>
          </div>
        </Tooltip>
        <Tooltip label={strings.undo}>
          <ActionIcon
            aria-label={strings.undo}
            disabled={strokes.length === 0}
            onClick={() => draw(strokes.slice(0, -1))}
          >
            <IconArrowBackUp size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={strings.clear}>
          <ActionIcon aria-label={strings.clear} disabled={strokes.length === 0} onClick={() => draw([])}>
            <IconEraser size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
