import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { showCamera } from '../../stores/input/camera.ts';
import { fitPhoto } from '../../stores/input/fit.ts';
import { pixelsOf } from '../../stores/input/pixelsOf.ts';

/** Of a picture that is kept: its middle, square. */
export const pictureSide = 64;

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Why there is no picture, in words; empty while there may be one. */
  readonly error: string;
  retry(): void;
  /** What it sees now; null while it sees nothing. */
  capture(): Image | null;
}

/** The camera as long as this is on the screen. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [tries, setTries] = useState(0);
  const [error, setError] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries asks again
  useEffect(() => showCamera(video, setError), [tries]);
  const capture = useCallback((): Image | null => {
    const { current } = video;
    if (!current?.videoWidth) return null;
    const size = { height: pictureSide, width: pictureSide, channels: 3 } as const;
    const image = pixelsOf(current, current.videoWidth, current.videoHeight);
    return fitPhoto(image, size, { fit: 'crop', inverted: false });
  }, []);
  const retry = (): void => {
    setError('');
    setTries((count) => count + 1);
  };
  return { video, error, retry, capture };
}
