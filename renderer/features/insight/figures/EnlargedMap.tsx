import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { type Maps, rangeOfAll } from '../../../../src/insight/paint/range.ts';
import type { Quantity } from '../../../../src/insight/paint/scale.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { t } from '../../../i18n/index.ts';
import { useShow } from '../../../stores/window/showStore.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from './figures.module.css';
import {
  aboutColors,
  mapsOfPicture,
  type Picture,
  paintPicture,
  pictureScale,
  rangeOfPicture,
} from './pictures.ts';

const strings = t.insight.enlarged;

interface EnlargedMapProps {
  readonly maps: Maps;
  readonly quantity: Quantity;
  readonly picture: Picture;
  readonly title: string;
  readonly onStep: (step: 1 | -1) => void;
  /** Explains the value of a pixel; left out where that means nothing. */
  readonly onPick?: ((pixel: { readonly x: number; readonly y: number }) => void) | undefined;
  /** Goes to the parts of the data that excite the channel; left out where that means nothing. */
  readonly onPatches?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One map in large, with the value under the pointer; arrow keys go to its neighbors. */
export function EnlargedMap({
  maps,
  quantity,
  picture,
  title,
  onStep,
  onPick,
  onPatches,
  onClose,
}: EnlargedMapProps) {
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const choice = useShow((state) => state.colors);
  const normalization = useShow((state) => state.normalization);
  const inColor = typeof picture === 'object';
  const scale = useMemo(() => {
    const range = normalization === 'shared' ? rangeOfAll(maps) : rangeOfPicture(maps, picture);
    return pictureScale(choice, quantity, range, inColor);
  }, [choice, normalization, maps, quantity, picture, inColor]);
  const pixels = useMemo(() => paintPicture(maps, picture, scale), [maps, picture, scale]);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') onStep(-1);
    if (event.key === 'ArrowRight') onStep(1);
  };
  const values = at
    ? mapsOfPicture(picture).map(
        (map) => maps.values[(at.y * maps.width + at.x) * maps.maps + map] ?? Number.NaN,
      )
    : [];
  const about = aboutColors(choice, quantity, inColor);
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
          onPick={onPick}
          style={wide ? { width: 400, maxWidth: '100%' } : { height: 400, maxWidth: '100%' }}
        />
        <ActionIcon aria-label={strings.next} onClick={() => onStep(1)}>
          <IconChevronRight size={20} />
        </ActionIcon>
      </div>
      <p className={`${css['readout']} numbers`} aria-live="polite">
        {at ? strings.at(at.y, at.x, values.map(formatValue).join(', ')) : strings.hover}
        {onPick && ` ${strings.explain}`}
      </p>
      {onPatches && (
        <Button variant="default" size="compact-sm" onClick={onPatches}>
          {strings.patches}
        </Button>
      )}
      <Legend {...scale} {...(about === undefined ? {} : { about })} />
    </Modal>
  );
}
