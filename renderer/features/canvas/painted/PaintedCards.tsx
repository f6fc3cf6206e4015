import { useComputedColorScheme } from '@mantine/core';
import { Panel, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import type { Painted } from '../elements/admission.ts';
import { type Inks, readInks } from './inks.ts';
import css from './painted.module.css';
import { createPicture, type PaintedScene, type VisibleRegion } from './picture.ts';

/** Of the picture beyond each edge of the view, as a share of it: so far one may pan before it is drawn again. */
const margin = 0.35;
/** Milliseconds of rest after which a picture that was stretched is drawn sharp. */
const rest = 120;
/** A picture that took longer than this, in milliseconds, is drawn again only when the view rests. */
const slowDrawMs = 24;
/** Stretched by more than this it is drawn again at once. */
const stretch = 1.35;

interface PaintedCardsProps extends Pick<PaintedScene, 'extent'> {
  readonly scene: Painted;
  readonly shade?: PaintedScene['shade'];
}

/**
 * The network as one picture. It is moved and stretched with the view, which costs next to nothing, and drawn again
 * when it no longer covers the view, when the view has come to rest, or when the network has changed.
 */
export function PaintedCards({ scene: parts, extent, shade = null }: PaintedCardsProps) {
  const scheme = useComputedColorScheme('light');
  const scene = useMemo(() => ({ ...parts, extent, shade }), [parts, extent, shade]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const current = useRef(scene);
  const redraw = useRef<() => void>(() => undefined);
  const [every, setEvery] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colors
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const picture = createPicture();
    let inks: Inks | null = null;
    let drawn: (VisibleRegion & { readonly width: number; readonly height: number }) | null = null;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let took = 0;

    const draw = (): void => {
      frame = 0;
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      const beside = { x: Math.ceil(width * margin), y: Math.ceil(height * margin) };
      const size = { width: width + 2 * beside.x, height: height + 2 * beside.y };
      const density = window.devicePixelRatio;
      if (
        element.width !== Math.round(size.width * density) ||
        element.height !== Math.round(size.height * density)
      ) {
        element.width = Math.round(size.width * density);
        element.height = Math.round(size.height * density);
        element.style.width = `${size.width}px`;
        element.style.height = `${size.height}px`;
        element.style.left = `${-beside.x}px`;
        element.style.top = `${-beside.y}px`;
        element.style.transformOrigin = `${beside.x}px ${beside.y}px`;
      } else {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, element.width, element.height);
      }
      inks ??= readInks(element);
      context.setTransform(density, 0, 0, density, 0, 0);
      const since = performance.now();
      const place = { x: x + beside.x, y: y + beside.y, zoom };
      setEvery(picture.draw(context, current.current, place, size, inks));
      took = performance.now() - since;
      element.style.transform = 'none';
      drawn = { x, y, zoom, width, height };
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const covers = (moved: number, extent: number, by: number): boolean =>
      moved - extent * margin * by <= 0 && moved + extent * (1 + margin) * by >= extent;
    const follow = (): void => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      if (!drawn || drawn.width !== width || drawn.height !== height) {
        soon();
        return;
      }
      const by = zoom / drawn.zoom;
      const move = { x: x - drawn.x * by, y: y - drawn.y * by };
      if (by === 1 && move.x === 0 && move.y === 0) return;
      element.style.transform = `translate(${move.x}px, ${move.y}px) scale(${by})`;
      if (timer !== null) clearTimeout(timer);
      const near = by <= stretch && by >= 1 / stretch;
      if (took > slowDrawMs || (near && covers(move.x, width, by) && covers(move.y, height, by)))
        timer = setTimeout(soon, rest);
      else soon();
    };
    redraw.current = () => {
      if (took <= slowDrawMs) soon();
      else {
        if (timer !== null) clearTimeout(timer);
        timer = setTimeout(soon, rest);
      }
    };
    draw();
    const end = store.subscribe(follow);
    return () => {
      end();
      cancelAnimationFrame(frame);
      if (timer !== null) clearTimeout(timer);
      redraw.current = () => undefined;
    };
  }, [store, scheme]);

  useLayoutEffect(() => {
    current.current = scene;
    redraw.current();
  }, [scene]);

  return (
    <>
      <div className={css['frame']} aria-hidden="true" data-painted={scene.nodes.length}>
        <canvas ref={canvas} className={css['picture']} />
      </div>
      {every > 1 && (
        <Panel position="top-right" className={css['sample'] ?? ''}>
          {t.canvas.sample(every)}
        </Panel>
      )}
    </>
  );
}
