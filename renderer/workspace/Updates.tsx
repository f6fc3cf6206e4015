import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { version as own } from '../../package.json';
import type { UpdateRequest } from '../../src/protocol/update.ts';
import { t } from '../i18n/index.ts';
import { useUpdates } from '../stores/window/updateStore.ts';
import { alertError } from '../stores/window/workspaceStore.ts';

const strings = t.updates;

function send(request: UpdateRequest): void {
  useUpdates
    .getState()
    .send(request)
    .catch((error: unknown) => alertError(() => strings.failed, error));
}

function Act({ request, label }: { request: UpdateRequest; label: string }) {
  const busy = useUpdates((state) => state.busy);
  return (
    <Button
      variant="default"
      loading={busy === request}
      disabled={busy !== null}
      onClick={() => send(request)}
    >
      {label}
    </Button>
  );
}

/** What is known of updates, and what the person can do about it. */
export function Updates() {
  const update = useUpdates((state) => state.update);
  useEffect(() => send('state'), []);
  if (update === null) return null;
  const { possible, automatic, phase, version, replacesItself, failure, rolledBack } = update;
  if (possible !== 'yes') return <Text>{strings.impossible[possible]}</Text>;
  const found = version !== null && phase !== 'downloaded';
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {strings.lead}
      </Text>
      <div role="status">
        <Text>{strings.this(own)}</Text>
        {phase === 'current' && <Text>{strings.current}</Text>}
        {found && <Text>{strings.available(version)}</Text>}
        {found && !replacesItself && <Text>{strings.byHand}</Text>}
        {phase === 'downloaded' && version !== null && <Text>{strings.downloaded(version)}</Text>}
        {phase === 'downloaded' && <Text>{strings.installAbout}</Text>}
        {rolledBack !== null && <Text>{strings.rolledBack(rolledBack)}</Text>}
        {failure !== null && <Text c="var(--danger)">{failure}</Text>}
      </div>
      <Checkbox
        label={strings.automatic}
        checked={automatic}
        onChange={(event) => send(event.currentTarget.checked ? 'turnOn' : 'turnOff')}
      />
      <Group justify="flex-end">
        <Act request="check" label={strings.check} />
        {found && replacesItself && <Act request="download" label={strings.download} />}
        {phase === 'downloaded' && <Act request="install" label={strings.install} />}
      </Group>
    </Stack>
  );
}
