/** What a provisioning step is doing now. */
export type Phase = 'waiting' | 'downloading' | 'verifying' | 'unpacking' | 'compiling' | 'checking';

/** One report of work under way; `done` and `total` are bytes, null where the tool at work does not tell. */
export interface Progress {
  readonly part: 'native runtime' | 'Electron';
  readonly phase: Phase;
  readonly detail: string;
  readonly done: number | null;
  readonly total: number | null;
}

export type OnProgress = (progress: Progress) => void;

/** Why a part could not be obtained, in a word that code can act on. */
export type FailureCode =
  | 'unreachable'
  | 'wrong-hash'
  | 'interrupted'
  | 'not-writable'
  | 'disk-full'
  | 'missing-tool'
  | 'unsupported'
  | 'failed';

/** A part could not be obtained: what happened, and what a person can do about it. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
  readonly code: FailureCode;
  readonly fix: string;

  constructor(code: FailureCode, message: string, fix: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

const fileSystemFailures: Readonly<Record<string, readonly [FailureCode, string, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', 'Free some space, or point CONVAS_CACHE at a larger disk.'],
  EDQUOT: [
    'disk-full',
    'the disk quota is used up',
    'Free some space, or point CONVAS_CACHE at a larger disk.',
  ],
  EACCES: [
    'not-writable',
    'the folder cannot be written',
    'Point CONVAS_CACHE at a folder that you may write.',
  ],
  EPERM: [
    'not-writable',
    'the folder cannot be written',
    'Point CONVAS_CACHE at a folder that you may write.',
  ],
  EROFS: [
    'not-writable',
    'the folder is on a read-only disk',
    'Point CONVAS_CACHE at a folder that you may write.',
  ],
  ENOTDIR: [
    'not-writable',
    'a file stands where a folder is needed',
    'Point CONVAS_CACHE at a folder that you may write.',
  ],
};

/** Any thrown value as a ProvisionError; what the file system said is put in words, naming `where`. */
export function asProvisionError(error: unknown, where: string): ProvisionError {
  if (error instanceof ProvisionError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const known = code === undefined ? undefined : fileSystemFailures[code];
  if (known) return new ProvisionError(known[0], `${where}: ${known[1]}`, known[2], error);
  if ((error as Error | null)?.name === 'AbortError') {
    return new ProvisionError('interrupted', `${where}: stopped on request`, 'Start it again.', error);
  }
  const text = error instanceof Error ? error.message : String(error);
  return new ProvisionError(
    'failed',
    `${where}: ${text}`,
    'Run `convas doctor` to see what is missing.',
    error,
  );
}
