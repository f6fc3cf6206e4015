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

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
