import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconFileExport } from '@tabler/icons-react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { FormatSummary } from '../../../src/protocol/export.ts';
import { text } from '../../../src/text/language.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { exportFiles } from '../../stores/engine/exportFiles.ts';
import { fileName } from './ExportDialog.tsx';
import { type FormatId, useFormats } from './useFormats.ts';

const strings = t.runs.save;

/** Writes a run's history where the person says. @throws Error in words */
async function saveHistory(summary: RunSummary, { id: format, extensions }: FormatSummary): Promise<void> {
  const { client } = useEngine.getState();
  if (!client) return;
  const { files } = await exportFiles(client, { source: { run: summary.run }, format, verify: false });
  const place = await host().saveFiles(`${fileName(summary.name)}-${format}${extensions[0] ?? ''}`, files);
  if (place !== null) notifications.show({ color: 'green', message: t.runs.exporting.saved(place) });
}

interface SaveMenuProps {
  readonly summary: RunSummary;
  readonly act: (work: () => Promise<unknown>) => void;
}

/** Takes the history of a run away. */
export function SaveMenu({ summary, act }: SaveMenuProps) {
  const empty = summary.epochs.length === 0;
  const formats = useFormats('history');
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
        {formats.map((format) => (
          <Menu.Item
            key={format.id}
            leftSection={<IconFileExport size={16} stroke={1.5} />}
            title={text.formats[format.id as FormatId].about}
            onClick={() => act(() => saveHistory(summary, format))}
          >
            {text.formats[format.id as FormatId].title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
