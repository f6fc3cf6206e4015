declare module 'omggif' {
  /** A frame of a GIF file, its place on the canvas in pixels. */
  interface Frame {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }
  export class GifReader {
    constructor(bytes: Uint8Array);
    readonly width: number;
    readonly height: number;
    numFrames(): number;
    frameInfo(index: number): Frame;
    /** Writes the frame's pixels over `[height, width, 4]` of the canvas; those that it does not have stay. */
    decodeAndBlitFrameRGBA(index: number, pixels: Uint8Array): void;
  }
}
