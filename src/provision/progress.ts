import { causeOf, codeOf } from '../files/errors.ts';
import { type Message, message, sentence, type Text } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';

/** What a provisioning step is doing now. */
export type Phase = 'waiting' | 'downloading' | 'verifying' | 'unpacking' | 'compiling' | 'checking';

/** One report of work under way; `done` and `total` are bytes, null where the tool at work does not tell. */
export interface Progress {
  readonly part: 'native runtime' | 'Electron';
  readonly phase: Phase;
  readonly detail: Text;
  readonly done: number | null;
  readonly total: number | null;
}

/** What is going on, in the current language. */
export const progressInWords = ({ part, phase, detail }: Progress): string =>
  sentence(message('provision.progress', { part, phase, detail }));

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
export class ProvisionError extends TextError {
  override readonly name = 'ProvisionError';
  readonly code: FailureCode;
  readonly fix: Text;

  constructor(code: FailureCode, what: Text, fix: Text, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

const moreSpace = ['disk-full', message('provision.fix-space')] as const;
const elsewhere = ['not-writable', message('provision.fix-folder')] as const;
const ways: Readonly<Record<string, readonly [FailureCode, Message]>> = {
  ENOSPC: moreSpace,
  EDQUOT: moreSpace,
  EACCES: elsewhere,
  EPERM: elsewhere,
  EROFS: elsewhere,
  ENOTDIR: elsewhere,
};

/** Any thrown value as a ProvisionError; errors of the file system are put in words, naming `where`. */
export function asProvisionError(error: unknown, where: string): ProvisionError {
  if (error instanceof ProvisionError) return error;
  const { reason } = causeOf(error, 'write');
  const named = (detail: Text): Message => message('common.named', { name: where, detail });
  const way = ways[codeOf(error)];
  if (way) return new ProvisionError(way[0], named(reason), way[1], error);
  if ((error as Error | null)?.name === 'AbortError') {
    const stopped = named(message('provision.stopped'));
    return new ProvisionError('interrupted', stopped, message('provision.fix-again'), error);
  }
  return new ProvisionError('failed', named(reason), message('provision.fix-doctor'), error);
}
