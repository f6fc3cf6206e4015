import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { showCamera } from '../../../stores/input/camera.ts';
import { type Photo, useInput } from '../../../stores/input/inputStore.ts';
import { pixelsOf } from '../../../stores/input/pixelsOf.ts';
import { Note } from '../../../ui/Note.tsx';
import css from './photo.module.css';

const words = t.insight.photo.camera;

interface CameraProps {
  readonly onDone: () => void;
}

/** What the camera sees, until a picture is taken; the camera is off before and after. */
export function Camera({ onDone }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'asking' | 'live' | { readonly error: string }>('asking');
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries asks again
  useEffect(() => {
    setState('asking');
    return showCamera(video, (error) => setState({ error }));
  }, [tries]);
  const take = (): void => {
    const { current } = video;
    if (!current) return;
    const image: Photo['image'] = pixelsOf(current, current.videoWidth, current.videoHeight);
    useInput.getState().take({ name: words.name, image });
    onDone();
  };
  if (typeof state === 'object') {
    return (
      <Note
        tone="error"
        title={words.title}
        action={
          <>
            <Button variant="default" onClick={() => setTries((count) => count + 1)}>
              {words.again}
            </Button>
            <Button variant="subtle" onClick={onDone}>
              {words.cancel}
            </Button>
          </>
        }
      >
        {state.error}
      </Note>
    );
  }
  return (
    <div className={css['camera']}>
      <video
        ref={video}
        className={css['video']}
        aria-label={words.view}
        autoPlay
        muted
        playsInline
        onLoadedData={() => setState('live')}
      />
      <div className={css['buttons']}>
        <Button
          variant="default"
          leftSection={<IconCamera size={16} />}
          loading={state === 'asking'}
          onClick={take}
        >
          {state === 'asking' ? words.asking : words.take}
        </Button>
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
