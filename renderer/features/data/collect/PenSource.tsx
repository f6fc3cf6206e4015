import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { imageFromStrokes, type Stroke } from '../../../stores/input/strokes.ts';
import { InkPaper } from '../../../ui/drawing/InkPaper.tsx';
import type { SourceProps } from './CameraSource.tsx';
import own from './collect.module.css';

const words = t.collect;

/** A black sheet with white ink, as MNIST has its digits; what is taken from it leaves it blank. */
export function PenSource({ size, onSource }: SourceProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const { height, width, channels } = size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the owner's callback is another at each draw
  useEffect(() => {
    if (strokes.length === 0) return onSource(null);
    onSource({
      streams: false,
      capture() {
        const image = imageFromStrokes(strokes, { height, width });
        setStrokes([]);
        if (!image || channels === 1) return image;
        return {
          ...image,
          channels: 3,
          data: Uint8Array.from(
            { length: 3 * image.data.length },
            (_, at) => image.data[Math.floor(at / 3)]!,
          ),
        };
      },
    });
  }, [strokes, height, width, channels]);
  return (
    <>
      <div className={own['paper']}>
        <InkPaper label={words.sheet} strokes={strokes} onDraw={setStrokes} />
      </div>
      <Button
        variant="default"
        mt={8}
        leftSection={<IconEraser size={16} />}
        disabled={strokes.length === 0}
        onClick={() => setStrokes([])}
      >
        {words.clear}
      </Button>
    </>
  );
}
