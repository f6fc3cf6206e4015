import { getSystemErrorMap } from 'node:util';

/** What was attempted with a file: the same code of the operating system has other causes when reading and writing. */
export type Attempt = 'read' | 'write';

/** Why something failed, and the way out. `reason` follows a colon, `fix` is a sentence or empty. */
export interface Explanation {
  readonly reason: string;
  readonly fix: string;
}

type Causes = Readonly<Record<string, readonly [reason: string, fix: string]>>;

const busy = ['another program is using it', 'Close that program and try again.'] as const;
const openFiles = ['too many files are open', 'Close other programs and try again.'] as const;
const device = ['it is a device, not a regular file', 'Choose a regular file.'] as const;

const either: Causes = {
  ELOOP: [
    'it is a link that leads in a circle',
    'Replace the link with the file or folder that it should lead to.',
  ],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter name.'],
  EBUSY: busy,
  ETXTBSY: busy,
  EMFILE: openFiles,
  ENFILE: openFiles,
  EIO: ['the disk reports an error', 'Check the disk, or use another one.'],
  ENXIO: device,
  ENODEV: device,
  ESTALE: ['the network folder is no longer connected', 'Connect it again.'],
  ETIMEDOUT: ['the disk or network folder did not answer', 'Try again once it does.'],
  ENOMEM: ['there is not enough memory', 'Close other programs and try again.'],
  ERR_INVALID_ARG_VALUE: [
    'the name has a character that no file name can have',
    'Choose a name without control characters.',
  ],
};

const unreadable = ['there is no permission to read it', 'Change its permissions, or use a copy.'] as const;
const reading: Causes = {
  ...either,
  ENOENT: ['it does not exist', 'Check the name.'],
  ENOTDIR: ['a part of its path is a file, not a folder', 'Check the path.'],
  EISDIR: ['it is a folder, not a file', 'Choose a file in it.'],
  EACCES: unreadable,
  EPERM: unreadable,
  ERR_FS_FILE_TOO_LARGE: ['it is too large', 'Use a smaller file.'],
  ERR_STRING_TOO_LONG: ['it is too large', 'Use a smaller file.'],
};

const otherPlace = 'Choose another place.';
const otherName = 'Choose another name.';
const unwritable = ['there is no permission to write it', otherPlace] as const;
const moreSpace = 'Free some space, or choose another place.';
const writing: Causes = {
  ...either,
  ENOENT: ['its folder does not exist', 'Create the folder, or choose another place.'],
  ENOTDIR: ['a file stands where a folder is needed', otherPlace],
  EISDIR: ['it is a folder', otherName],
  EACCES: unwritable,
  EPERM: unwritable,
  EROFS: ['the disk is read-only', otherPlace],
  ENOSPC: ['the disk is full', moreSpace],
  EDQUOT: ['the disk quota is used up', moreSpace],
  EFBIG: ['the disk takes no file of this size', otherPlace],
  EEXIST: ['something of that name exists', otherName],
  ENOTEMPTY: ['a folder of that name exists and is not empty', otherName],
};

const causes: Readonly<Record<Attempt, Causes>> = { read: reading, write: writing };

/** A file that is not read or written. The message is the whole sentence, ready to be shown. */
export class FileError extends Error implements Explanation {
  override readonly name = 'FileError';
  /** The operating system's code where it refused, else `NOT_REGULAR` or `TOO_LARGE`. */
  readonly code: string;
  readonly reason: string;
  readonly fix: string;

  /** @param what the failed action: `/data/x.csv could not be read` */
  constructor(code: string, what: string, { reason, fix }: Explanation, cause?: unknown) {
    super(sentence(what, { reason, fix }), cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason;
    this.fix = fix;
  }
}

const sentence = (what: string, { reason, fix }: Explanation): string =>
  fix === '' ? `${what}: ${reason}` : `${what}: ${reason}. ${fix}`;

/** The code of an error of Node or the operating system; empty for any other value. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Why an attempt failed, in words for every thrown value: never a bare code. */
export function explain(error: unknown, attempt: Attempt): Explanation {
  if (error instanceof FileError) return error;
  const code = codeOf(error);
  const known = Object.hasOwn(causes[attempt], code) ? causes[attempt][code] : undefined;
  if (known) return { reason: known[0], fix: known[1] };
  const { errno } = (error ?? {}) as NodeJS.ErrnoException;
  const described = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
  if (described) return { reason: `the system reports "${described}"`, fix: '' };
  const text = error instanceof Error ? error.message : String(error ?? '');
  return { reason: text.trim() || 'the reason is not known', fix: '' };
}

/**
 * What failed, why, and the way out, as one sentence or two.
 * @param what the failed action: `/data/x.csv could not be read`
 * @param fix the way out, where this place knows a better one
 */
export function explainFailure(error: unknown, attempt: Attempt, what: string, fix?: string): string {
  const explanation = explain(error, attempt);
  return sentence(what, fix === undefined ? explanation : { ...explanation, fix });
}

const writingCalls =
  /^(write|f?truncate|mkdir|mkdtemp|rmdir|rename|unlink|link|symlink|copyfile|f?chmod|f?chown|f?utimes?|f?datasync|fsync)$/;

/**
 * Any thrown value as text that can be shown. An error that comes straight from the file system (`EISDIR: illegal
 * operation on a directory, read`) is put in words with its file; all others keep their message.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { syscall = '', path } = error as NodeJS.ErrnoException;
  const code = codeOf(error);
  const attempt = writingCalls.test(syscall) ? 'write' : 'read';
  if (error instanceof FileError || syscall === '' || !Object.hasOwn(causes[attempt], code)) {
    return error.message;
  }
  const verb = attempt === 'write' ? 'written' : 'read';
  return explainFailure(error, attempt, `${path ?? 'A file'} could not be ${verb}`);
}
