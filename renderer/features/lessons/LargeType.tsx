import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTextSize } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';

/** Turns on type for a lecture hall, and off. */
export function LargeType() {
  const large = useLessons((state) => state.large);
  return (
    <Tooltip label={t.lessons.large}>
      <ActionIcon
        aria-label={t.lessons.large}
        aria-pressed={large}
        size={24}
        variant={large ? 'light' : 'subtle'}
        onClick={() => useLessons.getState().setLarge(!large)}
      >
        <IconTextSize size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
