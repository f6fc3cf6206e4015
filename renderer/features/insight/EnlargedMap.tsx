import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { formatShape } from '../../../src/layers/shape.ts';
import { t } from '../../i18n/index.ts';
import { Legend } from '../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { paintMap } from '../../ui/tensor/paint.ts';
import { type Maps, rangeOfAll, rangeOfMap } from '../../ui/tensor/range.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './insight.module.css';
import { paintOf, useShow } from './showStore.ts';

const strings = t.insight.enlarged;

interface EnlargedMapProps {
  readonly maps: Maps;
  readonly map: number;
  readonly title: string;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

/** One map in large, with the value under the pointer; arrow keys go to its neighbours. */
export function EnlargedMap({ maps, map, title, onStep, onClose }: EnlargedMapProps) {
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const choice = useShow((state) => state.colours);
  const normalisation = useShow((state) => state.normalisation);
  const { colours, range } = useMemo(
    () => paintOf(choice, normalisation === 'shared' ? rangeOfAll(maps) : rangeOfMap(maps, map)),
    [choice, normalisation, maps, map],
  );
  const pixels = useMemo(() => paintMap(maps, map, range, colours), [maps, map, range, colours]);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') onStep(-1);
    if (event.key === 'ArrowRight') onStep(1);
  };
  const value = at && maps.values[(at.y * maps.width + at.x) * maps.maps + map];
  const wide = maps.width >= maps.height;
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      closeButtonProps={{ 'aria-label': strings.close }}
      title={
        <span className={css['enlargedTitle']}>
          {title} <span className="numbers">{formatShape([maps.height, maps.width])}</span>
        </span>
      }
      onKeyDown={keys}
    >
      <div className={css['enlarged']}>
        <ActionIcon aria-label={strings.previous} onClick={() => onStep(-1)}>
          <IconChevronLeft size={20} />
        </ActionIcon>
        <PixelCanvas
          pixels={pixels}
          width={maps.width}
          height={maps.height}
          label={title}
          onHover={setAt}
          style={wide ? { width: 400, maxWidth: '100%' } : { height: 400, maxWidth: '100%' }}
        />
        <ActionIcon aria-label={strings.next} onClick={() => onStep(1)}>
          <IconChevronRight size={20} />
        </ActionIcon>
      </div>
      <p className={`${css['readout']} numbers`} aria-live="polite">
        {at && typeof value === 'number' ? strings.at(at.y, at.x, formatValue(value)) : strings.hover}
      </p>
      <Legend range={range} colours={colours} />
    </Modal>
  );
}
