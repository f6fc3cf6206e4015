import { Select } from '@mantine/core';
import { type ReactNode, useContext, useMemo, useState } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { mapsOf, quantityOf } from '../../../../src/insight/paint/tiles.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { Note } from '../../../ui/Note.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import css from '../insight.module.css';
import { ExplainContext } from './explain.ts';
import figuresCss from './figures.module.css';
import { MapGrid } from './MapGrid.tsx';
import type { Picture } from './pictures.ts';

const strings = t.insight;
const number = (index: number): string => formatCount(index + 1);

type Maps = FigureOf<'maps'>;

interface MapsProps {
  readonly figure: Maps;
}

/** A layer's output, a map a channel; a vector as one picture. */
function Outputs({ figure }: MapsProps) {
  const words = strings.maps;
  const maps = useMemo(() => mapsOf(figure), [figure]);
  const shown = useMemo(() => Array.from({ length: maps.maps }, (_, map) => map), [maps]);
  const vector = figure.shape.length === 1;
  const explain = useContext(ExplainContext);
  return (
    <>
      <p className={css['small']}>
        {vector
          ? words.vectorAbout(maps.values.length)
          : words.count(maps.maps, formatShape([maps.height, maps.width]))}
      </p>
      <div className={vector || maps.maps === 1 ? figuresCss['one'] : undefined}>
        <MapGrid
          maps={maps}
          quantity={quantityOf(figure)}
          shown={shown}
          name={(map) => (vector ? words.vector : words.map(number(Number(map))))}
          caption={vector ? () => '' : (map) => number(Number(map))}
          {...(explain && {
            ...(!vector && { onPatches: explain.patches }),
            onPick: (map, { x, y }) =>
              explain.unit(vector ? { channel: y * maps.width + x } : { channel: map, row: y, column: x }),
          })}
        />
      </div>
    </>
  );
}

/** At most this many pictures are shown as a whole matrix of filters by inputs. */
const wholeMatrix = 160;

/** How pictures of three channels are first shown where they are those of an image: in color. */
const inColor = 'color';

/** A picture a filter or unit: of all channels in a matrix, of one of them, or in color. */
function Pictures({ figure }: MapsProps) {
  const { rows: inputs, columns: filters, height, width, of } = figure;
  const words = of === 'units' ? strings.units : strings.filters;
  const maps = useMemo(() => mapsOf(figure), [figure]);
  const colored = inputs === 3 && of === 'units';
  const whole = !colored && inputs > 1 && inputs <= 12 && inputs * filters <= wholeMatrix;
  const [channel, setChannel] = useState(colored ? inColor : '0');
  const shown = useMemo(
    (): readonly Picture[] =>
      whole
        ? Array.from(
            { length: filters * inputs },
            (_, at) => (at % inputs) * filters + Math.floor(at / inputs),
          )
        : Array.from({ length: filters }, (_, filter) =>
            channel === inColor
              ? [filter, filters + filter, 2 * filters + filter]
              : Number(channel) * filters + filter,
          ),
    [whole, filters, inputs, channel],
  );
  const first = (picture: Picture): number => (typeof picture === 'number' ? picture : picture[0]);
  const filterOf = (picture: Picture): string => number(first(picture) % filters);
  const inputOf = (picture: Picture): string => number(Math.floor(first(picture) / filters));
  return (
    <>
      <p className={css['small']}>
        {whole ? words.matrix(filters, inputs) : words.single(filters, formatShape([height, width]))}
      </p>
      {inputs > 1 && !whole && (
        <Select
          label={words.ofInput}
          data={[
            ...(colored ? [{ value: inColor, label: strings.units.inColor }] : []),
            ...Array.from({ length: inputs }, (_, at) => ({ value: String(at), label: number(at) })),
          ]}
          value={channel}
          allowDeselect={false}
          searchable
          onChange={(next) => setChannel(next ?? channel)}
        />
      )}
      <MapGrid
        maps={maps}
        quantity="weight"
        shown={shown}
        {...(whole ? { columns: inputs } : {})}
        name={(picture) =>
          inputs === 1 || typeof picture !== 'number'
            ? words.filter(filterOf(picture))
            : words.filterOf(filterOf(picture), inputOf(picture))
        }
        caption={filterOf}
      />
    </>
  );
}

/** Values drawn at most in one picture of a dense layer's weights. */
const maxDrawn = 2_000_000;

const onlyMap = [0];

function Matrix({ figure }: MapsProps) {
  const words = strings.filters;
  const maps = useMemo(() => mapsOf(figure), [figure]);
  if (maps.values.length > maxDrawn) return <Note title={words.tooLarge(formatShape(figure.shape))} />;
  const title = words.dense(maps.height, maps.width);
  return (
    <>
      <p className={css['small']}>{title}</p>
      <div className={figuresCss['one']}>
        <MapGrid maps={maps} quantity="weight" shown={onlyMap} name={() => title} caption={() => ''} />
      </div>
    </>
  );
}

const kinds: Readonly<Record<Maps['of'], (props: MapsProps) => ReactNode>> = {
  outputs: Outputs,
  filters: Pictures,
  units: Pictures,
  matrix: Matrix,
  difference: Outputs,
};

export function MapsFigure({ figure }: MapsProps) {
  const Kind = kinds[figure.of];
  return (
    <>
      {figure.title && <h4 className={figuresCss['title']}>{sentence(figure.title)}</h4>}
      <Kind figure={figure} />
    </>
  );
}
