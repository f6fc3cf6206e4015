import type { Image } from '../../../../src/protocol/data.ts';

/** Where images come from, asked for one at a time; null where there is none just now. */
export interface Source {
  /** Whether it gives another image at any moment, so that a held button records many. */
  readonly streams: boolean;
  capture(): Image | null;
}
