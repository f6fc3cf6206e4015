import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconMenu2 } from '@tabler/icons-react';
import { useState } from 'react';
import { type Command, type CommandContext, commandGroups } from '../commands/command.ts';
import { commandContext, isEnabled, labelOf, perform } from '../commands/context.ts';
import { Keys } from '../commands/Keys.tsx';
import { commands } from '../commands/registry.ts';
import { shortcutsOf } from '../commands/shortcut.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';

function Item({ command, context }: { command: Command; context: CommandContext }) {
  const [shortcut] = shortcutsOf(command);
  const Icon = command.icon;
  const checked = command.checked?.(context) ?? false;
  return (
    <Menu.Item
      disabled={!isEnabled(command, context)}
      leftSection={checked ? <IconCheck size={16} /> : Icon ? <Icon size={16} stroke={1.5} /> : null}
      rightSection={shortcut ? <Keys shortcut={shortcut} /> : null}
      aria-checked={command.checked ? checked : undefined}
      onClick={() => perform(command)}
    >
      {labelOf(command, context)}
    </Menu.Item>
  );
}

/** The commands as a menu, for the face that has no menu bar of the system's. */
export function MainMenu() {
  // Labels and states are those of the moment in which the menu opens.
  const [context, setContext] = useState<CommandContext | null>(null);
  if (host().kind !== 'browser') return null;
  return (
    <Menu
      position="bottom-start"
      width={240}
      withinPortal={false}
      opened={context !== null}
      onChange={(open) => setContext(open ? commandContext() : null)}
    >
      <Menu.Target>
        <ActionIcon aria-label={t.shell.topBar.menu}>
          <IconMenu2 size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {context &&
          commandGroups.map((group) => (
            <Menu.Sub key={group} position="right-start" offset={4}>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t.shell.commands.groups[group]}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown miw={280} mah="80vh" style={{ overflow: 'auto' }}>
                {commands
                  .filter((command) => command.group === group && command.inMenu !== false)
                  .map((command) => (
                    <Item key={command.id} command={command} context={context} />
                  ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
