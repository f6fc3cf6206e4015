import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconEraser } from '@tabler/icons-react';
import { type PointerEvent, useMemo, useRef } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { t } from '../../../i18n/index.ts';
import { useInput } from '../../../stores/input/inputStore.ts';
import { boxOf, type PadPoint, penWidth } from '../../../stores/input/strokes.ts';
import type { InputTarget } from '../../../stores/input/target.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import drawingCss from './drawing.module.css';

const strings = t.insight.pad;
const square = (side: number): string => `${side} × ${side}`;

/** Points of all events since the last: a fast pen is not cut into corners. */
function pointsOf(event: PointerEvent<SVGSVGElement>): PadPoint[] {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (value: number): number => Math.min(1, Math.max(0, value));
  const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
  const events = coalesced.length > 0 ? coalesced : [event.nativeEvent];
  return events.map(({ clientX, clientY }) => ({
    x: share((clientX - box.left) / box.width),
    y: share((clientY - box.top) / box.height),
  }));
}

/** "0, 1, 2 … 9": what can be drawn, in the words of the data. */
const drawable = (classes: readonly string[]): string =>
  classes.length <= 4 ? classes.join(', ') : `${classes.slice(0, 3).join(', ')} … ${classes.at(-1)}`;

/** Black paper, white ink, as in MNIST, in both color schemes. */
export function DrawingPad({ target }: { readonly target: InputTarget }) {
  const strokes = useInput((state) => state.strokes);
  const drawn = useInput((state) => state.drawn);
  const { draw } = useInput.getState();
  const drawing = useRef(false);
  const small = useMemo(() => drawn && paintPhoto(drawn.data, 0, drawn.height, drawn.width, 1), [drawn]);
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    draw([...strokes, pointsOf(event)]);
  };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (!drawing.current) return;
    const before = useInput.getState().strokes;
    draw([...before.slice(0, -1), [...(before.at(-1) ?? []), ...pointsOf(event)]]);
  };
  const end = (): void => {
    drawing.current = false;
  };
  return (
    <div>
      <svg
        viewBox="0 0 1 1"
        className={drawingCss['paper']}
        role="img"
        aria-label={strings.label}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.map((stroke, at) => (
          <polyline
            // Strokes are only added and taken at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: a stack
            key={at}
            points={[...stroke, ...stroke.slice(-1)].map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="none"
            stroke="#fff"
            strokeWidth={penWidth}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        ))}
        {strokes.length === 0 && (
          <text x="0.5" y="0.52" textAnchor="middle" className={drawingCss['padHint']}>
            {strings.hint(drawable(target.classes))}
          </text>
        )}
      </svg>
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
