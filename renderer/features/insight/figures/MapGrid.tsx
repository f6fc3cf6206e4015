import { Button } from '@mantine/core';
import { type CSSProperties, useMemo, useState } from 'react';
import { thinning } from '../../../../src/insight/paint/paint.ts';
import { type Maps, rangeOfAll } from '../../../../src/insight/paint/range.ts';
import type { Quantity } from '../../../../src/insight/paint/scale.ts';
import { t } from '../../../i18n/index.ts';
import { useShow } from '../../../stores/window/showStore.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../insight.module.css';
import { EnlargedMap } from './EnlargedMap.tsx';
import figuresCss from './figures.module.css';
import { aboutColors, type Picture, paintPicture, pictureScale, rangeOfPicture } from './pictures.ts';

interface MapGridProps {
  readonly maps: Maps;
  /** What their values are: it decides the colors. */
  readonly quantity: Quantity;
  /** What is drawn, in the order shown: all in color, or none. */
  readonly shown: readonly Picture[];
  readonly name: (picture: Picture) => string;
  /** Under a picture, in short. */
  readonly caption: (picture: Picture) => string;
  /** Fixed number of columns; as many as fit where missing. */
  readonly columns?: number;
  /** Explains the value of a map's pixel; left out where that means nothing. */
  readonly onPick?: (map: number, pixel: { readonly x: number; readonly y: number }) => void;
  /** Goes to what excites a map's channel. */
  readonly onPatches?: (map: number) => void;
}

const atFirst = 64;
/** Pixels of a map in the grid: more would not be distinguished at its size. Enlarged, it has all. */
const maxPixels = 256 * 256;

/** Maps side by side with their legend; a click enlarges one. */
export function MapGrid({ maps, quantity, shown, name, caption, columns, onPick, onPatches }: MapGridProps) {
  const [all, setAll] = useState(false);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const normalization = useShow((state) => state.normalization);
  const choice = useShow((state) => state.colors);
  const inColor = typeof shown[0] === 'object';
  const shared = useMemo(
    () => pictureScale(choice, quantity, rangeOfAll(maps), inColor),
    [choice, quantity, maps, inColor],
  );
  const visible = useMemo(() => (all ? shown : shown.slice(0, atFirst)), [all, shown]);
  const every = thinning(maps, maxPixels);
  const pictures = useMemo(
    () =>
      visible.map((picture) => {
        const own = rangeOfPicture(maps, picture);
        const scale = normalization === 'shared' ? shared : pictureScale(choice, quantity, own, inColor);
        return { picture, own, pixels: paintPicture(maps, picture, scale, every) };
      }),
    [maps, visible, normalization, shared, choice, quantity, inColor, every],
  );
  const open = enlarged === null ? undefined : shown[enlarged];
  const go = (step: number): void => {
    if (enlarged !== null) setEnlarged((enlarged + step + shown.length) % shown.length);
  };
  const template =
    columns === undefined ? {} : { gridTemplateColumns: `repeat(${columns}, minmax(0, 40px))` };
  const about = aboutColors(choice, quantity, inColor);
  return (
    <>
      {normalization === 'shared' ? (
        <Legend {...shared} {...(about === undefined ? {} : { about })} />
      ) : (
        about !== undefined && <p className={css['small']}>{about}</p>
      )}
      <ul className={figuresCss['maps']} style={template as CSSProperties}>
        {pictures.map(({ picture, own, pixels }, at) => (
          <li key={String(picture)}>
            <button
              type="button"
              className={figuresCss['map']}
              aria-label={name(picture)}
              aria-pressed={at === enlarged}
              onClick={() => setEnlarged(at === enlarged ? null : at)}
            >
              <PixelCanvas
                pixels={pixels}
                width={Math.ceil(maps.width / every)}
                height={Math.ceil(maps.height / every)}
                label={null}
              />
              {columns === undefined && <span className="numbers">{caption(picture)}</span>}
            </button>
            {normalization === 'per-map' && columns === undefined && (
              <span className={`${figuresCss['mapRange']} numbers`}>
                {t.insight.maps.range(formatValue(own.min), formatValue(own.max))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {every > 1 && <p className={css['small']}>{t.insight.maps.thinned(every)}</p>}
      {shown.length > visible.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {t.insight.maps.showAll(formatCount(shown.length))}
        </Button>
      )}
      {open !== undefined && (
        <EnlargedMap
          maps={maps}
          quantity={quantity}
          picture={open}
          title={name(open)}
          onStep={go}
          {...(onPick && typeof open === 'number'
            ? {
                onPick: (pixel) => {
                  setEnlarged(null);
                  onPick(open, pixel);
                },
              }
            : {})}
          {...(onPatches && typeof open === 'number' && { onPatches: () => onPatches(open) })}
          onClose={() => setEnlarged(null)}
        />
      )}
    </>
  );
}
