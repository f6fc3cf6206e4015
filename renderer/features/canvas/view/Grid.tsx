import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import { grid } from '../../../editing/card.ts';
import css from '../canvas.module.css';

/** Between two dots of the background, in pixels of the canvas. */
const gap = grid * 3;

/** Pixels of the screen between two dots, at the least: nearer ones would run together into a gray. */
const minDotDistance = 6;

/** Every dot, or from afar every second, fourth, ...: so many pixels of the screen from one to the next. */
function spacing(zoom: number): number {
  const step = gap * zoom;
  return step >= minDotDistance ? step : step * 2 ** Math.ceil(Math.log2(minDotDistance / step));
}

/** How far dots that repeat every `step` pixels are moved by `by`: less than a step, never back. */
const within = (by: number, step: number): number => ((by % step) + step) % step;

/**
 * The dots of the background. A panned view only moves them, by less than one gap and as a layer of their own, so that
 * nothing is painted again; without React, which would ask for it in every frame.
 */
export function Grid() {
  const dots = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let zoomed = 0;
    const follow = (): void => {
      const element = dots.current;
      if (!element) return;
      const [x, y, zoom] = store.getState().transform;
      const step = spacing(zoom);
      if (zoom !== zoomed) element.style.setProperty('--step', `${step}px`);
      zoomed = zoom;
      element.style.transform = `translate(${within(x, step) - step}px, ${within(y, step) - step}px)`;
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return (
    <div className={css['backdrop']} aria-hidden="true">
      <div ref={dots} className={css['dots']} />
    </div>
  );
}
