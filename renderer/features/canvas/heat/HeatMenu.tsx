import { ActionIcon, FileButton, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFlame } from '@tabler/icons-react';
import { useState } from 'react';
import { measures } from '../../../../src/network/measures.ts';
import { explain } from '../../../../src/text/text-error.ts';
import { t } from '../../../i18n/index.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useHeatChoice } from '../../../stores/window/heatStore.ts';
import { readLayerValues } from './layerValues.ts';

const words = t.measures;

/** Chooses the measure that colors the layers. */
export function HeatMenu() {
  const heat = useHeatChoice((state) => state.measure);
  const own = useHeatChoice((state) => state.own);
  const { choose } = useHeatChoice.getState();
  const [opened, setOpened] = useState(false);
  const take = async (file: File): Promise<void> => {
    setOpened(false);
    try {
      const names = useAnalysis.getState().analysis.layers.map(({ name }) => name);
      const values = readLayerValues(await file.text(), names);
      useHeatChoice.getState().take({ file: file.name, values });
    } catch (error) {
      notifications.show({ color: 'red', title: words.heat.fileFailed, message: explain(error) });
    }
  };
  return (
    <Menu position="top-start" width={208} closeOnItemClick opened={opened} onChange={setOpened}>
      <Menu.Target>
        {/* Over the open menu it would hide the last choice. */}
        <Tooltip label={words.heat.choose} position="top" disabled={opened}>
          <ActionIcon aria-label={words.heat.choose} aria-pressed={heat !== null || own !== null}>
            <IconFlame size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={own ? 'file' : (heat ?? 'off')}>
          <Menu.RadioItem value="off" closeMenuOnClick onClick={() => choose(null)}>
            {words.heat.off}
          </Menu.RadioItem>
          {measures.map(({ id }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick onClick={() => choose(id)}>
              {words[id]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <FileButton accept=".csv,.tsv,.txt,.json" onChange={(file) => file && void take(file)}>
          {(props) => (
            <Menu.Item {...props} closeMenuOnClick={false}>
              {words.heat.file}
            </Menu.Item>
          )}
        </FileButton>
      </Menu.Dropdown>
    </Menu>
  );
}
