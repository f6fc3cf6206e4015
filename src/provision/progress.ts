import { causeOf, codeOf } from '../files/errors.ts';
import { sentence } from '../text/message.ts';

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

const moreSpace = ['disk-full', 'Free some space, or point CONVAS_CACHE at a larger disk.'] as const;
const elsewhere = ['not-writable', 'Point CONVAS_CACHE at a folder that you may write.'] as const;
const ways: Readonly<Record<string, readonly [FailureCode, string]>> = {
  ENOSPC: moreSpace,
  EDQUOT: moreSpace,
  EACCES: elsewhere,
  EPERM: elsewhere,
  EROFS: elsewhere,
  ENOTDIR: elsewhere,
};

/** Any thrown value as a ProvisionError; what the file system said is put in words, naming `where`. */
export function asProvisionError(error: unknown, where: string): ProvisionError {
  if (error instanceof ProvisionError) return error;
  const reason = sentence(causeOf(error, 'write').reason, 'en');
  const way = ways[codeOf(error)];
  if (way) return new ProvisionError(way[0], `${where}: ${reason}`, way[1], error);
  if ((error as Error | null)?.name === 'AbortError') {
    return new ProvisionError('interrupted', `${where}: stopped on request`, 'Start it again.', error);
  }
  return new ProvisionError(
    'failed',
    `${where}: ${reason}`,
    'Run `convas doctor` to see what is missing.',
    error,
  );
}
