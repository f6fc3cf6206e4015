import { useEffect, useRef, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { isMac, shortcutOfPress } from '../../commands/keystroke.ts';
import { typesWithAltGr, whyReserved } from '../../commands/reserved.ts';
import { keysOf } from '../../commands/shortcut.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { assignShortcut, othersWith } from './changes.ts';

/** Keys being recorded for a command. */
export interface Recording {
  readonly command: Command;
  /** The keys that the new ones replace; null adds to those there are. */
  readonly replaces: string | null;
  /** Why the keys that were pressed last cannot be taken. */
  readonly refusal: string | null;
  /** Keys that run other commands already: whether they are shared is being asked. */
  readonly asking: { readonly shortcut: string; readonly others: readonly Command[] } | null;
}

export interface Recorder {
  readonly recording: Recording | null;
  start(command: Command, replaces: string | null): void;
  cancel(): void;
  /** Answers what is being asked: whether the other commands lose the keys. */
  answer(alone: boolean): void;
}

/** What comes of keys that were pressed: the recording continues, asks, or has ended. */
function take(recording: Recording, event: KeyboardEvent): Recording | null {
  const { command, replaces } = recording;
  const mac = isMac();
  const shortcut = shortcutOfPress(event, mac);
  if (shortcut === null) return recording;
  const refusal = typesWithAltGr(event)
    ? t.keys.reserved.typing(keysOf(shortcut, mac).join('+'))
    : whyReserved(shortcut, host().kind, mac);
  if (refusal !== null) return { ...recording, refusal };
  const others = othersWith(shortcut, command);
  if (others.length > 0) return { ...recording, refusal: null, asking: { shortcut, others } };
  assignShortcut(command, shortcut, replaces, false);
  return null;
}

/** Records keys: while it does, nothing else hears the keyboard. */
export function useRecorder(): Recorder {
  const [recording, setRecording] = useState<Recording | null>(null);
  const current = useRef(recording);
  current.current = recording;
  const listening = recording !== null && recording.asking === null;
  useEffect(() => {
    if (!listening) return;
    const press = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const present = current.current;
      if (!present) return;
      setRecording(event.key === 'Escape' ? null : take(present, event));
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [listening]);
  return {
    recording,
    start: (command, replaces) => setRecording({ command, replaces, refusal: null, asking: null }),
    cancel: () => setRecording(null),
    answer(alone) {
      if (recording?.asking)
        assignShortcut(recording.command, recording.asking.shortcut, recording.replaces, alone);
      setRecording(null);
    },
  };
}
