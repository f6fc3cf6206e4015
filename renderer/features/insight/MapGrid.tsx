import { Button } from '@mantine/core';
import { type CSSProperties, useMemo, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Legend } from '../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { paintMap, thinning } from '../../ui/tensor/paint.ts';
import { type Maps, rangeOfAll, rangeOfMap } from '../../ui/tensor/range.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import { EnlargedMap } from './EnlargedMap.tsx';
import css from './insight.module.css';
import { paintOf, useShow } from './showStore.ts';

interface MapGridProps {
  readonly maps: Maps;
  /** Which of them, in the order shown. */
  readonly shown: readonly number[];
  readonly name: (map: number) => string;
  /** Under a map, in short. */
  readonly caption: (map: number) => string;
  /** Fixed number of columns; as many as fit where missing. */
  readonly columns?: number;
}

const atFirst = 64;
/** Pixels of a map in the grid: more would not be told apart at its size. Enlarged, it has all. */
const mostPixels = 256 * 256;

/** Maps side by side with their legend; a click enlarges one. */
export function MapGrid({ maps, shown, name, caption, columns }: MapGridProps) {
  const [all, setAll] = useState(false);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const normalisation = useShow((state) => state.normalisation);
  const choice = useShow((state) => state.colours);
  const painted = useMemo(() => paintOf(choice, rangeOfAll(maps)), [choice, maps]);
  const visible = useMemo(() => (all ? shown : shown.slice(0, atFirst)), [all, shown]);
  const every = thinning(maps, mostPixels);
  const pictures = useMemo(
    () =>
      visible.map((map) => {
        const own = rangeOfMap(maps, map);
        const paint = normalisation === 'shared' ? painted : paintOf(choice, own);
        return { map, own, pixels: paintMap(maps, map, paint.range, paint.colours, every) };
      }),
    [maps, visible, normalisation, painted, choice, every],
  );
  const open = enlarged !== null && shown.includes(enlarged) ? enlarged : null;
  const go = (step: number): void => {
    if (open === null) return;
    setEnlarged(shown[(shown.indexOf(open) + step + shown.length) % shown.length] ?? null);
  };
  const template =
    columns === undefined ? {} : { gridTemplateColumns: `repeat(${columns}, minmax(0, 40px))` };
  return (
    <>
      {normalisation === 'shared' && <Legend range={painted.range} colours={painted.colours} />}
      <ul className={css['maps']} style={template as CSSProperties}>
        {pictures.map(({ map, own, pixels }) => (
          <li key={map}>
            <button
              type="button"
              className={css['map']}
              aria-label={name(map)}
              aria-pressed={map === open}
              onClick={() => setEnlarged(map === open ? null : map)}
            >
              <PixelCanvas
                pixels={pixels}
                width={Math.ceil(maps.width / every)}
                height={Math.ceil(maps.height / every)}
                label={null}
              />
              {columns === undefined && <span className="numbers">{caption(map)}</span>}
            </button>
            {normalisation === 'per-map' && columns === undefined && (
              <span className={`${css['mapRange']} numbers`}>
                {t.insight.maps.range(formatValue(own.min), formatValue(own.max))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {every > 1 && <p className={css['small']}>{t.insight.maps.thinned(formatCount(every))}</p>}
      {shown.length > visible.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {t.insight.maps.showAll(formatCount(shown.length))}
        </Button>
      )}
      {open !== null && (
        <EnlargedMap
          maps={maps}
          map={open}
          title={name(open)}
          onStep={go}
          onClose={() => setEnlarged(null)}
        />
      )}
    </>
  );
}
