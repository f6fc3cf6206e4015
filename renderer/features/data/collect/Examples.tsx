import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import type { Collection } from '../../../../src/protocol/own-data.ts';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import own from './collect.module.css';
import { notifyDeleted } from './notifyDeleted.tsx';

const words = t.collect;
/** Images that are shown at a time: any number is a page away. */
const page = 24;
const side = 48;

interface ExamplesProps {
  readonly collection: Collection;
  readonly name: string;
  readonly count: number;
}

/** The images of a class, the latest first, a page at a time; those that are chosen can be deleted. */
export function Examples({ collection: { id }, name, count }: ExamplesProps) {
  const revision = useCollect((state) => state.revision);
  const [offset, setOffset] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const start = Math.min(offset, Math.max(0, Math.ceil(count / page) - 1) * page);
  const params = useMemo(
    () => ({ collection: id, class: name, offset: start, count: page, side }),
    [id, name, start],
  );
  const { value } = useCall('collections.examples', params, { revision });
  const last = useRef(count);
  useEffect(() => {
    // Places count from the latest: another example moves them all.
    if (last.current !== count) setChosen(new Set());
    last.current = count;
  }, [count]);
  const [height = 1, width = 1, channels = 1] = value?.shape ?? [];
  const pictures = useMemo(() => {
    const size = height * width * channels;
    return Array.from({ length: value ? value.images.length / size : 0 }, (_, at) =>
      paintPhoto(value!.images, at * size, height, width, channels),
    );
  }, [value, height, width, channels]);
  const toggle = (index: number): void => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    setChosen(next);
  };
  const remove = async (): Promise<void> => {
    const indices = [...chosen];
    setChosen(new Set());
    notifyDeleted(words.deleted(indices.length), await useCollect.getState().deleteExamples(name, indices));
  };
  return (
    <>
      <div className={own['examples']}>
        {pictures.map((pixels, at) => {
          const index = start + at;
          return (
            <button
              type="button"
              key={index}
              aria-pressed={chosen.has(index)}
              aria-label={words.example(index + 1)}
              onClick={() => toggle(index)}
              onKeyDown={(event) => {
                if (event.key === 'Delete' && chosen.size > 0) void remove();
              }}
            >
              <PixelCanvas pixels={pixels} width={width} height={height} label={null} />
            </button>
          );
        })}
      </div>
      {(count > page || chosen.size > 0) && (
        <div className={own['examplesFoot']}>
          {count > page && <Pager offset={start} page={page} total={count} onOffset={setOffset} />}
          {chosen.size > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => void remove()}>
              {words.deleteChosen(chosen.size)}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
