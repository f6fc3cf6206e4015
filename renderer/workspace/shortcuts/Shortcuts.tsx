import { Button, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Command, commandGroups } from '../../commands/command.ts';
import { titleOf } from '../../commands/context.ts';
import { commands } from '../../commands/registry.ts';
import { keysOf, shortcutsOf } from '../../commands/shortcut.ts';
import { t } from '../../i18n/index.ts';
import { type ChangedKeys, useKeys } from '../../stores/window/keyStore.ts';
import { ShortcutRow } from './ShortcutRow.tsx';
import css from './shortcuts.module.css';
import { useRecorder } from './useRecorder.ts';

const words = t.keys;

/** What a command is found by: its name, its menu, its keys as "Ctrl+D" and "Ctrl D". */
function textOf(command: Command): string {
  const keys = shortcutsOf(command).map((shortcut) => keysOf(shortcut));
  return [
    titleOf(command),
    t.shell.commands.groups[command.group],
    ...(command.keywords?.() ?? []),
    ...keys.flatMap((parts) => [parts.join('+'), parts.join(' ')]),
  ]
    .join(' ')
    .toLowerCase();
}

/** How many commands have other keys than their own, and the way back. */
function Footer({ changed }: { changed: ChangedKeys }) {
  const [before, setBefore] = useState<ChangedKeys | null>(null);
  const count = Object.keys(changed).length;
  return (
    <footer className={css['footer']}>
      <Text size="sm" c="dimmed">
        {count === 0 ? words.unchanged : words.changed(count)}
      </Text>
      {count === 0 && before !== null && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            useKeys.getState().setAll(before);
            setBefore(null);
          }}
        >
          {words.undoReset}
        </Button>
      )}
      {count > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            setBefore(changed);
            useKeys.getState().setAll({});
          }}
        >
          {words.resetAll}
        </Button>
      )}
    </footer>
  );
}

/** Every command with its keys, by menu: keys are looked up here and changed. */
export function Shortcuts() {
  const changed = useKeys((state) => state.changed);
  const [query, setQuery] = useState('');
  const recorder = useRecorder();
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = commandGroups
    .map((group) => ({
      group,
      list: commands
        .filter((command) => command.group === group)
        .filter((command) => wanted.every((word) => textOf(command).includes(word))),
    }))
    .filter(({ list }) => list.length > 0);
  return (
    <>
      <TextInput
        data-autofocus
        size="sm"
        leftSection={<IconSearch size={16} stroke={1.5} />}
        placeholder={words.search}
        aria-label={words.search}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <section className={css['list']} aria-label={words.title}>
        <table className={css['table']}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{words.command}</th>
              <th scope="col">{words.keys}</th>
            </tr>
          </thead>
          {groups.map(({ group, list }) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={2} className={css['group']}>
                  {t.shell.commands.groups[group]}
                </th>
              </tr>
              {list.map((command) => (
                <ShortcutRow key={command.id} command={command} recorder={recorder} />
              ))}
            </tbody>
          ))}
        </table>
        {groups.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            {words.nothing}
          </Text>
        )}
      </section>
      <Footer changed={changed} />
    </>
  );
}
