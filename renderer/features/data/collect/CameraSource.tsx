import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { showCamera } from '../../../stores/input/camera.ts';
import { fitPhoto } from '../../../stores/input/fit.ts';
import { pixelsOf } from '../../../stores/input/pixelsOf.ts';
import type { InputTarget } from '../../../stores/input/target.ts';
import { Note } from '../../../ui/Note.tsx';
import own from './collect.module.css';
import type { Source } from './source.ts';

const words = t.insight.photo.camera;

export interface SourceProps {
  readonly size: Pick<InputTarget, 'height' | 'width' | 'channels'>;
  readonly onSource: (source: Source | null) => void;
}

/** What the camera sees, its middle framed; off until it is asked for, and off again when it is left. */
export function CameraSource({ size, onSource }: SourceProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [wanted, setWanted] = useState(false);
  const [error, setError] = useState('');
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    return showCamera(video, (reason) => {
      setError(reason);
      setWanted(false);
    });
  }, [wanted]);
  const live = (): void => {
    setLive(true);
    onSource({
      streams: true,
      capture() {
        const { current } = video;
        if (!current?.videoWidth) return null;
        const image = pixelsOf(current, current.videoWidth, current.videoHeight);
        return fitPhoto(image, size, { fit: 'crop', inverted: false });
      },
    });
  };
  const open = (): void => {
    setError('');
    setLive(false);
    setWanted(true);
  };
  if (error !== '')
    return (
      <Note
        tone="error"
        title={words.title}
        action={
          <Button variant="default" onClick={open}>
            {words.again}
          </Button>
        }
      >
        {error}
      </Note>
    );
  if (!wanted)
    return (
      <Button variant="default" onClick={open}>
        {words.open}
      </Button>
    );
  return (
    <div className={own['view']} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      <video ref={video} aria-label={words.view} autoPlay muted playsInline onLoadedData={live} />
      {!isLive && <p>{words.asking}</p>}
    </div>
  );
}
