import { getSystemErrorMap } from 'node:util';
import { type Message, message, sentence, type Text } from '../text/message.ts';
import { TextError, textOf } from '../text/text-error.ts';

/** What was attempted with a file: the same code of the operating system has other causes when reading and writing. */
export type Attempt = 'read' | 'write';

/** Why something failed, and how to fix it. `reason` follows a colon, `fix` is a sentence. */
export interface Cause {
  readonly reason: Text;
  readonly fix: Text | null;
}

type Causes = Readonly<Record<string, readonly [reason: Message, fix: Message]>>;

const busy = [message('files.busy'), message('files.fix-close-program')] as const;
const openFiles = [message('files.too-many-open'), message('files.fix-close-programs')] as const;
const device = [message('files.device'), message('files.fix-regular-file')] as const;

const pathErrors: Causes = {
  ELOOP: [message('files.link-circle'), message('files.fix-link')],
  ENAMETOOLONG: [message('files.name-too-long'), message('files.fix-shorter-name')],
  EBUSY: busy,
  ETXTBSY: busy,
  EMFILE: openFiles,
  ENFILE: openFiles,
  EIO: [message('files.disk-error'), message('files.fix-disk')],
  ENXIO: device,
  ENODEV: device,
  ESTALE: [message('files.disconnected'), message('files.fix-connect')],
  ETIMEDOUT: [message('files.no-answer'), message('files.fix-try-later')],
  ENOMEM: [message('files.no-memory'), message('files.fix-close-programs')],
  ERR_INVALID_ARG_VALUE: [message('files.name-invalid'), message('files.fix-plain-name')],
};

const unreadable = [message('files.no-permission-to-read'), message('files.fix-permissions')] as const;
const tooLarge = [message('files.too-large'), message('files.fix-smaller-file')] as const;
const reading: Causes = {
  ...pathErrors,
  ENOENT: [message('files.missing'), message('files.fix-name')],
  ENOTDIR: [message('files.path-through-file'), message('files.fix-path')],
  EISDIR: [message('files.folder-not-file'), message('files.fix-file-in-it')],
  EACCES: unreadable,
  EPERM: unreadable,
  ERR_FS_FILE_TOO_LARGE: tooLarge,
  ERR_STRING_TOO_LONG: tooLarge,
};

const otherPlace = message('files.fix-other-place');
const otherName = message('files.fix-other-name');
const moreSpace = message('files.fix-free-space');
const unwritable = [message('files.no-permission-to-write'), otherPlace] as const;
const writing: Causes = {
  ...pathErrors,
  ENOENT: [message('files.missing-folder'), message('files.fix-create-folder')],
  ENOTDIR: [message('files.file-instead-of-folder'), otherPlace],
  EISDIR: [message('files.folder'), otherName],
  EACCES: unwritable,
  EPERM: unwritable,
  EROFS: [message('files.read-only-disk'), otherPlace],
  ENOSPC: [message('files.disk-full'), moreSpace],
  EDQUOT: [message('files.quota-used-up'), moreSpace],
  EFBIG: [message('files.too-large-for-disk'), otherPlace],
  EEXIST: [message('files.exists'), otherName],
  ENOTEMPTY: [message('files.folder-not-empty'), otherName],
};

const causes: Readonly<Record<Attempt, Causes>> = { read: reading, write: writing };

/** A file that is not read or written. Its text is whole sentences, ready to be shown. */
export class FileError extends TextError implements Cause {
  override readonly name = 'FileError';
  /** The operating system's code where it refused, else `NOT_REGULAR` or `TOO_LARGE`. */
  readonly code: string;
  readonly reason: Text;
  readonly fix: Text | null;

  /** @param what the failed action: `/data/x.csv could not be read` */
  constructor(code: string, what: Text, { reason, fix }: Cause, cause?: unknown) {
    super(message('files.failed', { what, reason, fix }), cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason;
    this.fix = fix;
  }
}

/** The code of an error of Node or the operating system; empty for any other value. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Why an attempt failed, for every thrown value: never a bare code. */
export function causeOf(error: unknown, attempt: Attempt): Cause {
  if (error instanceof FileError) return error;
  const code = codeOf(error);
  const known = Object.hasOwn(causes[attempt], code) ? causes[attempt][code] : undefined;
  if (known) return { reason: known[0], fix: known[1] };
  const { errno } = (error ?? {}) as NodeJS.ErrnoException;
  const [name, detail] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  if (name && detail) return { reason: message('files.system', { code: name, detail }), fix: null };
  const reason = textOf(error ?? '');
  const isEmpty = typeof reason === 'string' && reason.trim() === '';
  return { reason: isEmpty ? message('files.unknown') : reason, fix: null };
}

/**
 * What failed, why, and how to fix it.
 * @param what the failed action: `/data/x.csv could not be read`
 * @param fix how to fix it, where the caller knows better
 */
export function failure(error: unknown, attempt: Attempt, what: Text, fix?: Text): Message {
  const cause = causeOf(error, attempt);
  return message('files.failed', { what, reason: cause.reason, fix: fix ?? cause.fix });
}

/** As `failure`, in the current language. */
export const explainFailure = (error: unknown, attempt: Attempt, what: Text, fix?: Text): string =>
  sentence(failure(error, attempt, what, fix));

const writingCalls =
  /^(write|f?truncate|mkdir|mkdtemp|rmdir|rename|unlink|link|symlink|copyfile|f?chmod|f?chown|f?utimes?|f?datasync|fsync)$/;

const whatFailed = (attempt: Attempt, path: string | undefined): Message => {
  if (attempt === 'write')
    return path === undefined ? message('files.unnamed-not-written') : message('files.not-written', { path });
  return path === undefined ? message('files.unnamed-not-read') : message('files.not-read', { path });
};

/**
 * The message of any thrown value. An error that comes straight from the file system (`EISDIR: illegal operation on a
 * directory, read`) is put in words with its file; of all others as `textOf`.
 */
export function explanationOf(error: unknown): Text {
  if (!(error instanceof Error)) return String(error);
  const { syscall = '', path } = error as NodeJS.ErrnoException;
  const attempt = writingCalls.test(syscall) ? 'write' : 'read';
  if (error instanceof TextError || syscall === '' || !Object.hasOwn(causes[attempt], codeOf(error)))
    return textOf(error);
  return failure(error, attempt, whatFailed(attempt, path));
}

/** As `explanationOf`, in the current language. */
export const messageOf = (error: unknown): string => sentence(explanationOf(error));
