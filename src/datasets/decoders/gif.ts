import { GifReader } from 'omggif';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/** Pixels with alpha. */
interface Rgba {
  readonly width: number;
  readonly height: number;
  /** `[height, width, 4]` */
  readonly data: Uint8Array;
}

/**
 * The first frame of a GIF file (GIF89a) on its canvas, which is transparent where the frame is not.
 * @throws EngineError `image` for a frame that is not inside its canvas: it could take gigabytes
 */
export function decodeGif(bytes: Uint8Array, name: string): Rgba {
  const reader = new GifReader(bytes);
  const { width, height } = reader;
  const frame = reader.numFrames() > 0 ? reader.frameInfo(0) : null;
  if (!frame || frame.x + frame.width > width || frame.y + frame.height > height) {
    throw new EngineError('image', message('imports.gif-frame', { file: name }));
  }
  const data = new Uint8Array(width * height * 4);
  reader.decodeAndBlitFrameRGBA(0, data);
  return { width, height, data };
}
