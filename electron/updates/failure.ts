import { codeOf } from '../../src/files/errors.ts';
import { words } from '../words.ts';

export type UpdateFailure = keyof typeof words.updates;

/** An update that was refused, by its reason. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError';
  readonly reason: UpdateFailure;

  constructor(reason: UpdateFailure) {
    super(words.updates[reason]);
    this.reason = reason;
  }
}

/** What Chromium's and Node's network say where there is no way to the server. */
const unreachable = /net::ERR_|ECONN|ENOTFOUND|EAI_AGAIN|ENETUNREACH|timed out|aborted/;

/** Why an update failed, as a sentence in the current language. */
export function failureOf(error: unknown): string {
  if (error instanceof UpdateError) return words.updates[error.reason];
  const { message = '' } = error as Partial<Error>;
  if (codeOf(error) === 'ERR_CHECKSUM_MISMATCH') return words.updates.damaged;
  if (codeOf(error) === 'ENOSPC') return words.updates.full;
  return unreachable.test(`${codeOf(error)} ${message}`)
    ? words.updates.unreachable
    : words.updates.unreadable;
}
