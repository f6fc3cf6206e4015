import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import {
  joinTogether,
  personName,
  roomIn,
  setPersonName,
  startTogether,
  stopTogether,
  useTogether,
} from '../stores/document/togetherStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { Code } from './ShareLink.tsx';

const strings = t.together;

/** Addresses that lead a telephone to itself. */
const isLocal = (link: string): boolean => /^https?:\/\/(127\.|localhost|\[::1\])/.test(link);

function Copied({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy}>
          {copied ? t.share.copied : label}
        </Button>
      )}
    </CopyButton>
  );
}

function Room({ room }: { readonly room: string }) {
  const state = useTogether((together) => together.state);
  const others = useTogether((together) => together.others);
  const link = host().roomLink?.(room) ?? '';
  const names = others.map(({ name }) => name || strings.unnamed);
  return (
    <>
      <Text size="sm" role="status">
        {state === 'waiting' ? strings.waiting : strings.people(names)}
      </Text>
      {link !== '' && (
        <TextInput
          label={strings.link}
          description={strings.linkHelp}
          value={link}
          readOnly
          onFocus={(event) => event.target.select()}
        />
      )}
      <TextInput
        label={strings.code}
        description={strings.codeHelp}
        value={room}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <Group justify="flex-end">
        {link !== '' && <Copied value={link} label={t.share.copy} />}
        <Copied value={room} label={strings.copyCode} />
      </Group>
      {link !== '' && !isLocal(link) && <Code link={link} />}
      <Group justify="flex-end">
        <Button variant="subtle" color="gray" onClick={() => stopTogether()}>
          {strings.stop}
        </Button>
      </Group>
    </>
  );
}

function Join() {
  const [given, setGiven] = useState('');
  const [waiting, setWaiting] = useState(false);
  const room = roomIn(given);
  const join = async (): Promise<void> => {
    if (room === null) return;
    setWaiting(true);
    const joined = await joinTogether(room);
    setWaiting(false);
    if (joined) useWorkspace.getState().setDialog(null);
  };
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        style={{ flex: 1 }}
        label={strings.join}
        value={given}
        error={given !== '' && room === null ? strings.noRoom : null}
        onChange={({ currentTarget: { value } }) => setGiven(value)}
      />
      <Button variant="default" loading={waiting} disabled={room === null} onClick={() => void join()}>
        {strings.joinButton}
      </Button>
    </Group>
  );
}

/** Shares the document with others who edit it at the same time, or enters one that is shared. */
export function EditTogether() {
  const room = useTogether((together) => together.room);
  const [name, setName] = useState(personName);
  const elsewhere = useEngine((state) => state.elsewhere);
  if (!host().openRoom) return <Text size="sm">{strings.noServer}</Text>;
  // A window is no server: people meet at an engine that all of them use.
  if (room === null && host().kind === 'electron' && elsewhere === null)
    return <Text size="sm">{strings.noEngine}</Text>;
  return (
    <Stack gap="sm">
      <Text size="sm">{strings.lead}</Text>
      <TextInput
        label={strings.name}
        maxLength={40}
        value={name}
        onChange={({ currentTarget: { value } }) => {
          setName(value);
          setPersonName(value);
        }}
      />
      {room === null ? (
        <>
          <Button onClick={() => startTogether()}>{strings.start}</Button>
          <Join />
        </>
      ) : (
        <Room room={room} />
      )}
    </Stack>
  );
}
