import { Group, Stack, Text, Title } from '@mantine/core';
import { commandGroups } from '../commands/command.ts';
import { commandContext, labelOf } from '../commands/context.ts';
import { Keys } from '../commands/Keys.tsx';
import { commands } from '../commands/registry.ts';
import { shortcutsOf } from '../commands/shortcut.ts';
import { t } from '../i18n/index.ts';

/** Every key there is, by menu, from the commands themselves. */
export function Shortcuts() {
  const context = commandContext();
  const groups = commandGroups
    .map((group) => ({
      group,
      list: commands.filter((command) => command.group === group && shortcutsOf(command).length > 0),
    }))
    .filter(({ list }) => list.length > 0);
  return (
    <Stack gap="lg">
      {groups.map(({ group, list }) => (
        <section key={group}>
          <Title order={3} mb={4}>
            {t.shell.commands.groups[group]}
          </Title>
          {list.map((command) => (
            <Group key={command.id} justify="space-between" py={2} wrap="nowrap">
              <Text size="sm">{labelOf(command, context)}</Text>
              <Group gap="sm" wrap="nowrap">
                {shortcutsOf(command).map((shortcut) => (
                  <Keys key={shortcut} shortcut={shortcut} />
                ))}
              </Group>
            </Group>
          ))}
        </section>
      ))}
    </Stack>
  );
}
