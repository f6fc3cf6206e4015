import { Stack, Table, Text } from '@mantine/core';
import { version } from '../../package.json';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { engineWords } from './engineWords.ts';
import { Licenses } from './Licenses.tsx';

export function About() {
  const status = useEngine((state) => state.status);
  const strings = t.shell.about;
  const engine =
    status.state === 'ready' ? `${engineWords(status)}, ${status.info.version}` : engineWords(status);
  const rows = [
    [strings.version, version],
    [strings.host, strings.hosts[host().kind]],
    [strings.engine, engine],
  ] as const;
  return (
    <Stack gap="md">
      <Text>{strings.tagline}</Text>
      <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w={96} fw="inherit" c="dimmed">
                {name}
              </Table.Th>
              <Table.Td className="numbers">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {strings.license}
      </Text>
      <Text size="sm" c="dimmed">
        {strings.canvas}
      </Text>
      <Licenses />
    </Stack>
  );
}
