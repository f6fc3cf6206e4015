import { ActionIcon, Group } from '@mantine/core';
import { Keys } from '../commands/Keys.tsx';
import { useShortcut } from '../commands/shortcut.ts';
import { useCommand } from '../commands/useCommand.ts';
import { BarTooltip } from './BarTooltip.tsx';

/** A command as an icon button in the top bar; its tooltip says its name and its keys. */
export function CommandButton({ id, size = 28 }: { id: string; size?: number }) {
  const { command, label, enabled, run } = useCommand(id);
  const shortcut = useShortcut(command);
  const Icon = command.icon;
  return (
    <BarTooltip
      label={
        <Group gap={8} wrap="nowrap">
          {label}
          {shortcut && <Keys shortcut={shortcut} />}
        </Group>
      }
    >
      <ActionIcon aria-label={label} size={size} disabled={!enabled} onClick={run}>
        {Icon && <Icon size={18} stroke={1.5} />}
      </ActionIcon>
    </BarTooltip>
  );
}
