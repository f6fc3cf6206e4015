import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconRestore, IconX } from '@tabler/icons-react';
import type { Command } from '../../commands/command.ts';
import { titleOf } from '../../commands/context.ts';
import { Keys } from '../../commands/Keys.tsx';
import { canonical } from '../../commands/keystroke.ts';
import { clipboardKeys } from '../../commands/reserved.ts';
import { keysOf, shortcutsOf } from '../../commands/shortcut.ts';
import { t } from '../../i18n/index.ts';
import { useKeys } from '../../stores/window/keyStore.ts';
import { othersWith, removeKeys } from './changes.ts';
import css from './shortcuts.module.css';
import type { Recorder, Recording } from './useRecorder.ts';

const words = t.keys;
const written = (shortcut: string): string => keysOf(shortcut).join('+');
const named = (list: readonly Command[]): string => list.map(titleOf).join(', ');

const takeFocus = (element: HTMLElement | null): void => element?.focus();

/** Keys of a command, which are changed when they are pressed. */
function Chip({ command, shortcut, recorder }: { command: Command; shortcut: string; recorder: Recorder }) {
  const label = titleOf(command);
  const keys = written(shortcut);
  if (clipboardKeys.has(canonical(shortcut)))
    return (
      <span className={css['keys']}>
        <Keys shortcut={shortcut} />
      </span>
    );
  return (
    <span className={css['chip']}>
      <UnstyledButton
        className={css['keys'] ?? ''}
        aria-label={words.change(keys, label)}
        onClick={() => recorder.start(command, shortcut)}
      >
        <Keys shortcut={shortcut} />
      </UnstyledButton>
      <ActionIcon
        size={20}
        aria-label={words.remove(keys, label)}
        onClick={() => removeKeys(command, shortcut)}
      >
        <IconX size={12} stroke={1.5} />
      </ActionIcon>
    </span>
  );
}

/** The dialog leaves Escape to what has the keyboard. */
const ownEscape = { 'data-mantine-stop-propagation': 'true' } as const;

/** What is asked or refused while keys are recorded; Escape takes back what is asked, not the dialog. */
function Answer({ recording, recorder }: { recording: Recording; recorder: Recorder }) {
  const { asking, refusal } = recording;
  if (!asking)
    return (
      <p className={css['refusal']} role="alert">
        {refusal}
      </p>
    );
  return (
    <div
      className={css['question']}
      role="alert"
      onKeyDown={(event) => {
        if (event.key === 'Escape') recorder.cancel();
      }}
    >
      <p>{words.taken(written(asking.shortcut), named(asking.others))}</p>
      <div className={css['answers']}>
        <Button
          {...ownEscape}
          size="compact-sm"
          variant="default"
          autoFocus
          onClick={() => recorder.answer(true)}
        >
          {words.takeOver}
        </Button>
        <Tooltip label={words.bothHint}>
          <Button {...ownEscape} size="compact-sm" variant="default" onClick={() => recorder.answer(false)}>
            {words.keepBoth}
          </Button>
        </Tooltip>
        <Button {...ownEscape} size="compact-sm" variant="subtle" color="gray" onClick={recorder.cancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}

/** A command with its keys, and the commands that share them. */
export function ShortcutRow({ command, recorder }: { command: Command; recorder: Recorder }) {
  const changed = useKeys((state) => Object.hasOwn(state.changed, command.id));
  const label = titleOf(command);
  const shortcuts = shortcutsOf(command);
  const recording = recorder.recording?.command === command ? recorder.recording : null;
  const shared = shortcuts.flatMap((shortcut) => othersWith(shortcut, command));
  // It has the keyboard, and its Escape is not the dialog's.
  const waiting = (
    <span ref={takeFocus} className={css['press']} role="status" tabIndex={-1} {...ownEscape}>
      {words.press}
    </span>
  );
  return (
    <tr data-command={command.id} data-conflict={shared.length > 0 || undefined}>
      <th scope="row">
        {label}
        {shared.length > 0 && (
          <span className={css['conflict']}>
            <IconAlertTriangle size={12} stroke={1.5} aria-hidden="true" />
            {words.conflict(named(shared))}
          </span>
        )}
      </th>
      <td>
        <div className={css['row']}>
          {shortcuts.map((shortcut) =>
            recording && !recording.asking && recording.replaces === shortcut ? (
              <span key={shortcut}>{waiting}</span>
            ) : (
              <Chip key={shortcut} command={command} shortcut={shortcut} recorder={recorder} />
            ),
          )}
          {recording && !recording.asking && recording.replaces === null && waiting}
          <ActionIcon size={24} aria-label={words.add(label)} onClick={() => recorder.start(command, null)}>
            <IconPlus size={14} stroke={1.5} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={words.reset(label)}
            style={{ visibility: changed ? 'visible' : 'hidden' }}
            onClick={() => useKeys.getState().setKeys(command.id, null)}
          >
            <IconRestore size={14} stroke={1.5} />
          </ActionIcon>
        </div>
        {recording && (recording.asking || recording.refusal) && (
          <Answer recording={recording} recorder={recorder} />
        )}
      </td>
    </tr>
  );
}
