import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { resolveText } from '../../../src/text/lazy-text.ts';
import { t } from '../../i18n/index.ts';
import { useLog } from '../../stores/engine/logStore.ts';
import { formatClock } from '../../ui/dates.ts';
import css from './log.module.css';

const strings = t.shell.log;

/** Messages of the engine and about files, newest last and in view. */
export function LogFeature() {
  const { entries, clear } = useLog();
  const end = useRef<HTMLLIElement>(null);
  const last = entries.at(-1)?.id;
  useEffect(() => {
    if (last !== undefined) end.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);
  if (entries.length === 0)
    return (
      <Text p="md" size="sm" c="dimmed">
        {strings.empty}
      </Text>
    );
  return (
    <div className={css['log']}>
      <ul className={css['list']} aria-live="polite">
        {entries.map((entry) => (
          <li key={entry.id} className={css[entry.level]}>
            <time className="numbers">{formatClock(entry.at)}</time>
            {entry.level !== 'info' && <strong>{strings.level[entry.level]}</strong>}
            <span>{resolveText(entry.text)}</span>
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ul>
      <Tooltip label={strings.clear}>
        <ActionIcon className={css['clear']!} aria-label={strings.clear} size={24} onClick={clear}>
          <IconTrash size={15} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
