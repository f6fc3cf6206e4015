import { Badge, Button, Group, Modal, Table, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { repeatedParts } from '../../src/document/operations/repeated-parts.ts';
import { sentence } from '../../src/text/message.ts';
import { blockRepeated } from '../actions/blocks.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { modelAmong, openDropped, useModelImport } from '../stores/runs/modelImport.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { formatCount } from '../ui/numbers.ts';

const strings = t.shell.imported;

const colors = new Map([
  ['kept', 'green'],
  ['approximated', 'yellow'],
  ['placeholder', 'orange'],
  ['refused', 'red'],
]);

/** Takes models that are dropped or pasted anywhere in the window, before anything else looks at them. */
function useHandedModels(): void {
  useEffect(() => {
    const take = (event: Event, transfer: DataTransfer | null): void => {
      const files = [...(transfer?.files ?? [])];
      if (!modelAmong(files) || !useModelImport.getState().take(files)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const drag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => take(event, event.dataTransfer);
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData);
    // What nobody else took: the browser would leave the app for the file.
    const remains = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      void openDropped(files);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('drop', drop, { capture: true });
    window.addEventListener('drop', remains);
    window.addEventListener('paste', paste, { capture: true });
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('drop', drop, { capture: true });
      window.removeEventListener('drop', remains);
      window.removeEventListener('paste', paste, { capture: true });
    };
  }, []);
}

/** Offers blocks for what repeats in the network that was imported; nothing where nothing does. */
function RepeatedParts({ tab, done }: { readonly tab: Tab; readonly done: () => void }) {
  const parts = useMemo(() => repeatedParts(useDocument.of(tab).getState().document), [tab]);
  if (parts.length === 0) return null;
  const times = parts.reduce((sum, part) => sum + part.length, 0);
  return (
    <Group justify="space-between" mb="sm" wrap="nowrap">
      <Text size="sm">{strings.repeated(parts.length, times)}</Text>
      <Button
        size="xs"
        variant="default"
        style={{ flexShrink: 0 }}
        onClick={() => {
          blockRepeated(tab);
          done();
        }}
      >
        {strings.makeBlocks}
      </Button>
    </Group>
  );
}

/** The report of an imported model: a line for each layer, which leads to it. */
export function ModelImport() {
  useHandedModels();
  const { shown, dismiss } = useModelImport();
  const show = (layer: string): void => {
    if (!shown) return;
    useSelection.of(shown.tab).getState().reveal(layer);
    dismiss();
  };
  return (
    <Modal
      opened={shown !== null}
      onClose={dismiss}
      title={shown && strings.title(shown.file)}
      closeButtonProps={{ 'aria-label': t.shell.close }}
      size="lg"
    >
      {shown && (
        <>
          <Text size="sm" mb="sm">
            {shown.run === null ? sentence(shown.note) : strings.asRun(formatCount(shown.weights))}
          </Text>
          <RepeatedParts tab={shown.tab} done={dismiss} />
          <Table stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{strings.layer}</Table.Th>
                <Table.Th>{strings.status}</Table.Th>
                <Table.Th>{strings.detail}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.report.map(({ layer, name, status, detail }) => (
                <Table.Tr key={layer}>
                  <Table.Td>
                    <UnstyledButton
                      fz="sm"
                      c="var(--accent)"
                      aria-label={strings.show(name)}
                      onClick={() => show(layer)}
                    >
                      {name}
                    </UnstyledButton>
                  </Table.Td>
                  <Table.Td>
                    <Badge color={colors.get(status) ?? 'gray'} variant="light" tt="none">
                      {strings.statuses[status]}
                    </Badge>
                  </Table.Td>
                  <Table.Td fz="sm">{sentence(detail)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Modal>
  );
}
