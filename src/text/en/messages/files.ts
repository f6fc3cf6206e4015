import { groupDigits } from '../words.ts';

/** What a lock is held for. Another version may have other purposes: those are shown as they are. */
const purposes: Readonly<Record<string, string>> = {
  training: 'training',
  change: 'making a change',
  queue: 'running the queue',
  saving: 'saving',
  installation: 'installing',
};

/** Why files are not read or written. A reason follows a colon, a `fix` is a sentence. */
export const files = {
  failed: ({ what, reason, fix }: { what: string; reason: string; fix: string | null }) =>
    fix === null ? `${what}: ${reason}` : `${what}: ${reason}. ${fix}`,
  'not-read': ({ path }: { path: string }) => `${path} could not be read`,
  'not-written': ({ path }: { path: string }) => `${path} could not be written`,
  'unnamed-not-read': 'A file could not be read',
  'unnamed-not-written': 'A file could not be written',

  'link-circle': 'it is a link that leads in a circle',
  'name-too-long': 'the name is too long',
  'name-invalid': 'the name has a character that no file name can have',
  busy: 'another program is using it',
  'too-many-open': 'too many files are open',
  device: 'it is a device, not a regular file',
  'disk-error': 'the disk reports an error',
  disconnected: 'the network folder is no longer connected',
  'no-answer': 'the disk or network folder did not answer',
  'no-memory': 'there is not enough memory',
  missing: 'it does not exist',
  'missing-folder': 'its folder does not exist',
  'path-through-file': 'a part of its path is a file, not a folder',
  'file-instead-of-folder': 'a file stands where a folder is needed',
  'folder-not-file': 'it is a folder, not a file',
  folder: 'it is a folder',
  'no-permission-to-read': 'there is no permission to read it',
  'no-permission-to-write': 'there is no permission to write it',
  'too-large': 'it is too large',
  'too-large-for-disk': 'the disk takes no file of this size',
  'read-only-disk': 'the disk is read-only',
  'disk-full': 'the disk is full',
  'quota-used-up': 'the disk quota is used up',
  exists: 'something with that name exists',
  'folder-not-empty': 'a folder with that name exists and is not empty',
  unknown: 'the reason is not known',
  system: ({ detail }: { code: string; detail: string }) => `the system reports "${detail}"`,
  stream: 'it is a device or a pipe, not a file',
  'not-a-file': ({ kind }: { kind: 'folder' | 'pipe' | 'socket' | 'device' }) =>
    `it is ${{ folder: 'a folder', pipe: 'a named pipe', socket: 'a socket', device: 'a device' }[kind]}, not a file`,
  'too-many-bytes': ({ bytes, most }: { bytes: number; most: number }) =>
    `it has ${groupDigits(bytes)} bytes, at most ${groupDigits(most)} can be read`,
  'changed-since': 'the file has changed since the data were opened',

  'fix-link': 'Replace the link with the file or folder that it should lead to.',
  'fix-shorter-name': 'Choose a shorter name.',
  'fix-plain-name': 'Choose a name without control characters.',
  'fix-close-program': 'Close that program and try again.',
  'fix-close-programs': 'Close other programs and try again.',
  'fix-disk': 'Check the disk, or use another one.',
  'fix-connect': 'Connect it again.',
  'fix-try-later': 'Try again once it does.',
  'fix-name': 'Check the name.',
  'fix-path': 'Check the path.',
  'fix-file-in-it': 'Choose a file in it.',
  'fix-regular-file': 'Choose a regular file.',
  'fix-smaller-file': 'Choose a smaller file.',
  'fix-permissions': 'Change its permissions, or use a copy.',
  'fix-create-folder': 'Create the folder, or choose another place.',
  'fix-other-place': 'Choose another place.',
  'fix-remove-it': 'Remove it, or choose another place.',
  'fix-other-name': 'Choose another name.',
  'fix-reopen': 'Start again with the new data.',
  'fix-free-space': 'Free some space, or choose another place.',

  'outside-folder': ({ file }: { file: string }) => `${file} would be written outside the chosen folder.`,
  locked: ({ path, holder }: { path: string; holder: string }) =>
    `${path} is in use by ${holder}. Wait until it is done, or end it.`,
  'lock-lost': ({ path }: { path: string }) =>
    `${path} was taken over by another process while this one did not respond. Continue there.`,
  holder: ({ process, purpose }: { process: string; purpose: string }) =>
    `${process} (${Object.hasOwn(purposes, purpose) ? purposes[purpose] : purpose})`,
  'this-process': 'this process',
  'other-process': 'another process',
  process: ({ pid, host }: { pid: number; host: string | null }) =>
    host === null ? `process ${pid}` : `process ${pid} on ${host}`,
};
