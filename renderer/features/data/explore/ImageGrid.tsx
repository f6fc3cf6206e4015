import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { t } from '../../../i18n/index.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { useWindow } from '../../../ui/useWindow.ts';
import own from './explore.module.css';
import type { Labels, Split } from './labels.ts';
import { usePictures } from './usePictures.ts';

const words = t.explore;
/** Pixels of a cell with the space beside it; a row has room for a line of text. */
const cell = 60;
const rowHeight = 76;

interface ImageGridProps {
  readonly dataset: string;
  readonly split: Split;
  /** Which examples, ascending. */
  readonly indices: Int32Array;
  readonly labels: Labels[Split];
  readonly classes: readonly string[];
  /** Place of the chosen one among the indices. */
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
  /** A place to scroll to; a new object scrolls again. */
  readonly goTo: { readonly place: number } | null;
}

/** Any number of images of which those in view are drawn; arrow keys go from one to the next. */
export function ImageGrid(props: ImageGridProps) {
  const { dataset, split, indices, labels, classes, chosen, onChoose, goTo } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const columns = Math.max(1, Math.floor((width || 4 * cell) / cell));
  const rows = Math.ceil(indices.length / columns);
  const view = useWindow(list, rows, rowHeight, { whole: 24, beyond: 6, step: 3 });
  const first = view.from * columns;
  const last = Math.min(indices.length, view.to * columns);
  const pictures = usePictures(dataset, split, indices, first, last);
  const focus = useRef(false);
  const { show } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish to go somewhere is another object
  useEffect(() => {
    if (goTo) show(Math.floor(goTo.place / columns));
  }, [goTo]);
  useLayoutEffect(() => {
    if (!focus.current) return;
    const button = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (!button) return;
    focus.current = false;
    button.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const ways: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      Home: -indices.length,
      End: indices.length,
    };
    const by = ways[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(indices.length - 1, (chosen ?? 0) + by));
    focus.current = true;
    show(Math.floor(to / columns));
    onChoose(to);
  };
  const tabbable = chosen !== null && chosen >= first && chosen < last ? chosen : first;
  return (
    <>
      {pictures.error !== '' && (
        <FailedCall title={t.data.images.failed} error={pictures.error} retry={pictures.retry} />
      )}
      <div ref={measured} className={own['scroller']}>
        <fieldset
          ref={list}
          className={own['images']}
          aria-label={words.images}
          onKeyDown={onKeyDown}
          style={{ paddingTop: view.before, paddingBottom: view.after }}
        >
          <div
            className={own['grid']}
            style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, gridAutoRows: rowHeight }}
          >
            {Array.from({ length: Math.max(0, last - first) }, (_, at) => {
              const place = first + at;
              const index = indices[place]!;
              const label = classes[labels[index]!] ?? '?';
              const picture = pictures.at(place);
              return (
                <button
                  key={index}
                  type="button"
                  className={own['cell']}
                  tabIndex={place === tabbable ? 0 : -1}
                  aria-pressed={place === chosen}
                  aria-label={words.image(label, formatCount(index))}
                  onClick={() => onChoose(place)}
                >
                  {picture ? <PixelCanvas {...picture} label={null} /> : <span className={own['empty']} />}
                  <span className={own['label']}>{label}</span>
                </button>
              );
            })}
          </div>
        </fieldset>
      </div>
    </>
  );
}
