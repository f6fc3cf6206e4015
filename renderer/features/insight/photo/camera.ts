import { t } from '../../../i18n/index.ts';

const words = t.insight.photo.camera;

/** Why no picture can be taken, and the way out, by the browser's name for it. */
const reasons: Readonly<Record<string, string>> = {
  NotAllowedError: words.denied,
  SecurityError: words.denied,
  NotFoundError: words.none,
  OverconstrainedError: words.none,
  NotReadableError: words.busy,
  AbortError: words.busy,
};

/** The camera's stream. @throws Error in words where there is no camera, or the page may not use it */
export async function openCamera(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new Error(words.unsupported);
  try {
    return await devices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } } });
  } catch (error) {
    const { name, message } = error as DOMException;
    throw new Error(reasons[name] ?? words.failed(message));
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
