import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';

const words = t.insight.photo.camera;

/** Why no picture can be taken, and the way out, by the browser's name for it. */
const reasons: Readonly<Record<string, 'denied' | 'none' | 'busy'>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** The camera's stream. @throws Error in words where there is no camera, or the page may not use it */
export async function openCamera(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new Error(words.unsupported);
  try {
    return await devices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } } });
  } catch (error) {
    const { name, message } = error as DOMException;
    const reason = reasons[name];
    throw new Error(reason === undefined ? words.failed(message) : words[reason]);
  }
}

function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Shows what the camera sees, until the returned function is called. @param onError called with the reason, in words */
export function showCamera(
  video: { readonly current: HTMLVideoElement | null },
  onError: (reason: string) => void,
): () => void {
  let left = false;
  let stream: MediaStream | null = null;
  openCamera().then(
    (opened) => {
      if (left) return closeCamera(opened);
      stream = opened;
      if (video.current) video.current.srcObject = opened;
    },
    (reason: unknown) => !left && onError(explain(reason)),
  );
  return () => {
    left = true;
    if (stream) closeCamera(stream);
  };
}
