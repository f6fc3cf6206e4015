import { type Message, message, type Text } from '../text/message.ts';
import type { ProvisionError } from './progress.ts';

/** Why no source gave a part: the reason of each. */
export const reasonOf = (
  attempts: readonly { readonly title: Text; readonly error: ProvisionError }[],
): Message =>
  attempts.length === 0
    ? message('provision.no-source')
    : message('provision.attempts', {
        attempts: attempts.map(({ title, error }) =>
          message('common.named', { name: title, detail: error.text }),
        ),
      });
