/*
 * In the place of the packages `tar` and `yauzl`, which need Node's streams: a page unpacks zip files itself, before the
 * engine sees them.
 */

const absent = (): never => {
  throw new Error('archives are not unpacked in a page');
};

export class Parser {
  constructor() {
    absent();
  }
}
export const fromRandomAccessReaderPromise = absent;

export class RandomAccessReader {}
