/** What the page asks of native TensorFlow, which a small package of the app downloads on the person's wish. */
export const runtimeRequests = ['state', 'download', 'cancel', 'decline'] as const;
export type RuntimeRequest = (typeof runtimeRequests)[number];

/** How far the download of native TensorFlow is. */
export interface RuntimeState {
  /** `complete`: there is nothing to download, as the package contains it or it was downloaded before. */
  readonly phase:
    | 'complete'
    | 'missing'
    | 'waiting'
    | 'downloading'
    | 'verifying'
    | 'unpacking'
    | 'checking'
    | 'failed';
  /** Bytes done in this phase; null where that is not known. */
  readonly done: number | null;
  /** Bytes in all: of the download before it begins; null where that is not known. */
  readonly total: number | null;
  /** Why it failed and what to do, as sentences; null where nothing did. */
  readonly failure: string | null;
  /** Whether the person does not want to be asked at each start. */
  readonly declined: boolean;
}
