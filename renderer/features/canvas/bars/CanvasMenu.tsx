import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { commandContext, isEnabled, labelOf, perform } from '../../../commands/context.ts';
import { Keys } from '../../../commands/Keys.tsx';
import { commandOf } from '../../../commands/registry.ts';
import { shortcutsOf } from '../../../commands/shortcut.ts';
import { t } from '../../../i18n/index.ts';
import { type MenuTarget, useCanvas } from '../../../stores/window/canvasStore.ts';

/** Commands by what the menu was opened on; an empty string parts groups. */
const entries: Readonly<Record<MenuTarget['on'], readonly string[]>> = {
  layer: [
    'block.open',
    'network.edit',
    'network.bypass',
    'network.select-downstream',
    'network.connect',
    'block.make',
    'block.unpack',
    'block.detach',
    'block.keep',
    '',
    'edit.cut',
    'edit.copy',
    'edit.duplicate',
    '',
    'network.align-middle',
    'network.distribute-horizontal',
    'network.lay-out-selection',
    '',
    'edit.remove',
    'edit.remove-alone',
  ],
  note: ['network.edit', '', 'edit.cut', 'edit.copy', 'edit.duplicate', '', 'edit.remove'],
  wire: ['network.add', '', 'edit.remove'],
  canvas: [
    'network.add',
    'network.add-note',
    '',
    'edit.paste',
    'edit.select-all',
    '',
    'block.leave',
    'network.lay-out',
    'view.fit',
    'view.wheel-zooms',
  ],
};

/** What can be done now, without dividers that part nothing. */
function enabledEntries(target: MenuTarget): string[] {
  const context = commandContext();
  const enabled = entries[target.on].filter((id) => {
    const command = commandOf(id);
    return id === '' || (command !== undefined && isEnabled(command, context));
  });
  return enabled.filter((id, index) => id !== '' || (index > 0 && (enabled[index + 1] ?? '') !== ''));
}

function Entry({ id }: { id: string }) {
  const command = commandOf(id);
  if (!command) return null;
  const context = commandContext();
  const checked = command.checked?.(context) ?? false;
  const Sign = checked ? IconCheck : command.icon;
  const [shortcut] = shortcutsOf(command);
  return (
    <Menu.Item
      leftSection={Sign ? <Sign size={16} stroke={1.5} /> : <span style={{ width: 16 }} />}
      aria-checked={command.checked ? checked : undefined}
      rightSection={shortcut && <Keys shortcut={shortcut} />}
      onClick={() => perform(command)}
    >
      {labelOf(command, context)}
    </Menu.Item>
  );
}

export function CanvasMenu() {
  const menu = useCanvas((state) => state.menu);
  const close = () => useCanvas.getState().set({ menu: null });
  const list = menu ? enabledEntries(menu.target) : [];
  return (
    <Menu
      opened={menu !== null}
      onClose={close}
      position="bottom-start"
      offset={0}
      width={288}
      // A new place is a new menu: the old one's position would be kept.
      key={menu ? `${menu.screen.x},${menu.screen.y}` : 'closed'}
    >
      <Menu.Target>
        <div
          aria-hidden="true"
          style={{
            position: 'fixed',
            left: menu?.screen.x ?? 0,
            top: menu?.screen.y ?? 0,
            width: 1,
            height: 1,
          }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={t.canvas.label}>
        {list.map((id, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: dividers are alike and do not move
          id === '' ? <Menu.Divider key={`divider-${index}`} /> : <Entry key={id} id={id} />,
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
