import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChartLine, IconChevronDown, IconTable } from '@tabler/icons-react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { fileName } from './ExportDialog.tsx';

const strings = t.runs.save;

const formats = [
  { id: 'csv', words: strings.csv, Icon: IconTable, suffix: '.csv' },
  { id: 'csv-steps', words: strings.csvSteps, Icon: IconTable, suffix: '-steps.csv' },
  { id: 'tensorboard', words: strings.tensorboard, Icon: IconChartLine, suffix: '-tensorboard' },
] as const;

/** Writes a run's history where the person says. @throws Error in words */
async function saveLog(summary: RunSummary, format: string, suffix: string): Promise<void> {
  const { client } = useEngine.getState();
  if (!client) return;
  const { files } = await client.call('runs.log', { run: summary.run, format });
  const place = await host().saveFiles(fileName(summary.name) + suffix, files);
  if (place !== null) notifications.show({ color: 'green', message: t.runs.exporting.saved(place) });
}

interface SaveMenuProps {
  readonly summary: RunSummary;
  readonly act: (work: () => Promise<unknown>) => void;
}

/** Takes the history of a run away. */
export function SaveMenu({ summary, act }: SaveMenuProps) {
  const empty = summary.epochs.length === 0;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          disabled={empty}
          title={empty ? strings.noEpochs : strings.about}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {strings.title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ id, words, Icon, suffix }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon size={16} stroke={1.5} />}
            title={words.about}
            onClick={() => act(() => saveLog(summary, id, suffix))}
          >
            {words.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
