import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { sentence, type Text } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { setPendingEdit } from '../../stores/document/pendingEdit.ts';

/** A text read as a value, or why it is refused and what to type instead. */
export type Reading<T> = { readonly value: T } | { readonly wrong: Text };

export interface DraftOptions<T> {
  /** The value in force, as it is typed; empty where there is none. */
  readonly written: string;
  readonly read: (text: string) => Reading<T>;
  readonly commit: (value: T) => void;
  /** What is wrong with the value in force itself; null where nothing is. */
  readonly fault?: string | null;
  /** Enter begins a new line. */
  readonly multiline?: boolean;
  readonly onLeave?: () => void;
}

interface Draft {
  readonly text: string;
  /** The value over which it is typed. */
  readonly of: string;
  /** Why it was refused; null until it has been tried. */
  readonly wrong: string | null;
}

/**
 * Text that becomes a value on Enter or when the field is left; Escape restores the value. What is refused stays as it
 * was typed, with the reason beside it, and the value in force stays in force.
 */
export function useDraft<T>({ written, read, commit, fault = null, multiline, onLeave }: DraftOptions<T>) {
  const [draft, setDraft] = useState<Draft | null>(null);
  // Undo, or another face of the same field, changes the value from outside: what was typed is then over.
  const live = draft?.of === written ? draft : null;
  const wrongOf = (text: string): string | null => {
    const reading = read(text);
    if (!('wrong' in reading)) return null;
    const wrong = sentence(reading.wrong);
    return written === '' ? wrong : t.numbers.stays(wrong, written);
  };
  const accept = (): void => {
    if (!live) return;
    const reading = read(live.text);
    if ('wrong' in reading) {
      setDraft({ ...live, wrong: wrongOf(live.text) });
      return;
    }
    setDraft(null);
    if (live.text !== written) commit(reading.value);
  };
  const latest = useRef(accept);
  latest.current = accept;
  useEffect(() => (live ? setPendingEdit(() => latest.current()) : undefined), [live]);
  return {
    text: live?.text ?? written,
    error: live ? live.wrong : fault,
    /** Gives up what was typed: the value has been set otherwise. */
    drop: () => setDraft(null),
    input: {
      value: live?.text ?? written,
      error: live ? live.wrong : fault,
      onChange: (event: { readonly currentTarget: { readonly value: string } }): void => {
        const { value: text } = event.currentTarget;
        setDraft({ text, of: written, wrong: live?.wrong ? wrongOf(text) : null });
      },
      onBlur: (): void => {
        accept();
        onLeave?.();
      },
      onKeyDown: (event: KeyboardEvent): void => {
        if (event.key === 'Enter' && !multiline) accept();
        if (event.key === 'Escape' && live) {
          event.stopPropagation();
          setDraft(null);
        }
      },
      // Escape gives up what is typed before it closes the dialog around the field.
      'data-mantine-stop-propagation': live !== null || undefined,
    },
  };
}
