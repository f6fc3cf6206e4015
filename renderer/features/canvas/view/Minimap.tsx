import { useComputedColorScheme } from '@mantine/core';
import { Panel, useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { type Box, boundsOf } from '../../../editing/arrange.ts';
import { card } from '../../../editing/card.ts';
import { t } from '../../../i18n/index.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import css from '../canvas.module.css';
import type { CanvasNode, LayerFlowNode } from '../flow.ts';
import { readInks } from '../painted/inks.ts';

const size = { width: 160, height: 96 } as const;
/** Around the network, in pixels of the map. */
const around = 6;
/** Networks of fewer layers need no map. */
const fewLayers = 7;

/** On a canvas of this size a map would cover the cards that it is to help to find. */
const isSmall = (view: { width: number; height: number }): boolean => view.width < 480 || view.height < 320;

interface Fit {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Where the network lies on the map: all of it, in the middle. */
function placeOf(bounds: Box): Fit {
  const across = (size.width - 2 * around) / bounds.width;
  const scale = Math.min(across, (size.height - 2 * around) / bounds.height);
  return {
    scale,
    x: size.width / 2 - (bounds.x + bounds.width / 2) * scale,
    y: size.height / 2 - (bounds.y + bounds.height / 2) * scale,
  };
}

/**
 * The whole network in small, with a frame around what is in view; shown where part of it is out of view. It is drawn
 * once for each network and only the frame follows the view, so that a map of thousands costs no more than one of ten.
 */
export function Minimap({ nodes: present }: { readonly nodes: readonly CanvasNode[] }) {
  const wished = useCanvas((state) => state.minimap);
  // While something is dragged the map stays: it is drawn again when that is dropped.
  const moving = useCanvas((state) => state.moving !== null);
  const still = useRef(present);
  if (!moving) still.current = present;
  const nodes = still.current;
  const layers = useMemo(() => nodes.filter((node): node is LayerFlowNode => node.type === 'layer'), [nodes]);
  const bounds = useMemo(() => boundsOf(layers.map(({ position }) => ({ ...position, ...card }))), [layers]);
  if (!wished || !bounds || layers.length <= fewLayers) return null;
  return <Picture layers={layers} bounds={bounds} />;
}

function Picture({ layers, bounds }: { layers: readonly LayerFlowNode[]; bounds: Box }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  const scheme = useComputedColorScheme('light');
  const place = useMemo(() => placeOf(bounds), [bounds]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another color scheme draws again
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const density = window.devicePixelRatio;
    element.width = size.width * density;
    element.height = size.height * density;
    const inks = readInks(element);
    const { scale, x, y } = place;
    context.setTransform(density, 0, 0, density, 0, 0);
    for (const { data, position } of layers) {
      context.fillStyle = inks.hue(data.layer.kind);
      const width = Math.max(1, card.width * scale);
      context.fillRect(
        position.x * scale + x,
        position.y * scale + y,
        width,
        Math.max(1, card.height * scale),
      );
    }
  }, [layers, place, scheme]);

  useEffect(() => {
    let shown: Pick<ReturnType<typeof store.getState>, 'transform' | 'width' | 'height'> | null = null;
    const follow = (): void => {
      const { transform, width, height } = store.getState();
      if (transform === shown?.transform && width === shown.width && height === shown.height) return;
      shown = { transform, width, height };
      const [x, y, zoom] = transform;
      const view = { left: -x / zoom, top: -y / zoom, width: width / zoom, height: height / zoom };
      const whole =
        view.left <= bounds.x &&
        view.top <= bounds.y &&
        view.left + view.width >= bounds.x + bounds.width &&
        view.top + view.height >= bounds.y + bounds.height;
      if (!map.current || !frame.current) return;
      map.current.style.visibility = whole || isSmall({ width, height }) ? 'hidden' : 'visible';
      const { style } = frame.current;
      style.transform = `translate(${view.left * place.scale + place.x}px, ${view.top * place.scale + place.y}px)`;
      style.width = `${view.width * place.scale}px`;
      style.height = `${view.height * place.scale}px`;
    };
    follow();
    return store.subscribe(follow);
  }, [store, bounds, place]);

  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left - place.x) / place.scale;
    const y = (event.clientY - box.top - place.y) / place.scale;
    useCanvas.getState().set({ follow: null });
    void setCenter(x, y, { zoom: getZoom() });
  };

  return (
    <Panel position="bottom-right" className={css['minimap'] ?? ''}>
      <div
        ref={map}
        className={css['map']}
        role="img"
        aria-label={t.canvas.controls.minimap}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={go}
      >
        <canvas ref={canvas} style={size} />
        <div ref={frame} className={css['mapFrame']} />
      </div>
    </Panel>
  );
}
