/** What the page asks of the app's updates: to look what is known, or to do something about it. */
export const updateRequests = [
  'state',
  'start',
  'check',
  'download',
  'install',
  'turnOn',
  'turnOff',
] as const;
export type UpdateRequest = (typeof updateRequests)[number];

/** What is known of updates of the app. */
export interface UpdateState {
  /**
   * Whether this app can look for updates at all: not where it was packaged without an address to look at (`no-source`),
   * nor where whoever keeps the machine switched updates off (`off`).
   */
  readonly possible: 'yes' | 'no-source' | 'off';
  /** Whether it looks by itself, once a day. */
  readonly automatic: boolean;
  readonly phase: 'idle' | 'current' | 'available' | 'downloaded' | 'failed';
  /** The version that was found; null where none was. */
  readonly version: string | null;
  /** Whether this package replaces itself; others are downloaded and installed by the person. */
  readonly replacesItself: boolean;
  /** Why it failed, as a sentence; null where nothing did. */
  readonly failure: string | null;
  /** A version that was installed, did not start, and was rolled back; after `start` only the first time. */
  readonly rolledBack: string | null;
}
