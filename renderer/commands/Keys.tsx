import { Group, Kbd } from '@mantine/core';
import { keysOf } from './shortcut.ts';

/** A shortcut as keys to look at. */
export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {keysOf(shortcut).map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}
