import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useState } from 'react';
import { measures } from '../../../../src/network/measures.ts';
import { t } from '../../../i18n/index.ts';
import { useHeatChoice } from '../../../stores/window/heatStore.ts';

const words = t.measures;

/** Chooses the measure that colors the layers. */
export function HeatMenu() {
  const heat = useHeatChoice((state) => state.measure);
  const { choose } = useHeatChoice.getState();
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="top-start" width={208} closeOnItemClick opened={opened} onChange={setOpened}>
      <Menu.Target>
        {/* Over the open menu it would hide the last choice. */}
        <Tooltip label={words.heat.choose} position="top" disabled={opened}>
          <ActionIcon aria-label={words.heat.choose} aria-pressed={heat !== null}>
            <IconFlame size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={heat ?? 'off'}>
          <Menu.RadioItem value="off" closeMenuOnClick onClick={() => choose(null)}>
            {words.heat.off}
          </Menu.RadioItem>
          {measures.map(({ id }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick onClick={() => choose(id)}>
              {words[id]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
