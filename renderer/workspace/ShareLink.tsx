import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import qrcode from 'qrcode-generator';
import { useMemo, useState } from 'react';
import { runsInPage } from '../host/web/engineWorker.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { linkOf } from '../stores/document/link.ts';
import { formatCount } from '../ui/numbers.ts';

const strings = t.share;
const addressKey = 'convas.share-address';
/** Bytes that the largest QR code holds at its lowest level of error correction (ISO/IEC 18004). */
const maxCodeBytes = 2953;
/** Squares around the code that stay white. */
const quietZone = 4;

/** This page itself, where it is one that others can open; else what the person last wrote. */
const firstAddress = (): string =>
  runsInPage() ? window.location.href.replace(/#.*$/s, '') : (localStorage.getItem(addressKey) ?? '');

/** Dark squares on white in both color schemes: readers look for that. */
export function Code({ link }: { readonly link: string }) {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'L');
    code.addData(link, 'Byte');
    code.make();
    const count = code.getModuleCount();
    const squares: string[] = [];
    for (let row = 0; row < count; row++)
      for (let column = 0; column < count; column++)
        if (code.isDark(row, column)) squares.push(`M${column + quietZone} ${row + quietZone}h1v1h-1z`);
    return { size: count + 2 * quietZone, path: squares.join('') };
  }, [link]);
  return (
    <svg
      role="img"
      aria-label={strings.code}
      viewBox={`0 0 ${size} ${size}`}
      width="100%"
      style={{ maxWidth: 420, background: '#fff', alignSelf: 'center' }}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The document as a link, to be copied or read by a camera; nothing is sent anywhere. */
export function ShareLink() {
  const document = useDocument((state) => state.document);
  const [address, setAddress] = useState(firstAddress);
  const isAddress = /^https?:\/\/\S+$/.test(address);
  const link = useMemo(() => (isAddress ? linkOf(document, address) : ''), [document, address, isAddress]);
  return (
    <Stack gap="sm">
      <Text size="sm">{strings.lead}</Text>
      <TextInput
        label={strings.address}
        description={strings.addressHelp}
        placeholder="https://"
        value={address}
        onChange={({ currentTarget: { value } }) => {
          setAddress(value);
          localStorage.setItem(addressKey, value);
        }}
      />
      {isAddress && (
        <>
          <TextInput label={strings.link} value={link} readOnly onFocus={(event) => event.target.select()} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {strings.length(formatCount(link.length), link.length)}
            </Text>
            <CopyButton value={link}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? strings.copied : strings.copy}</Button>}
            </CopyButton>
          </Group>
          {link.length <= maxCodeBytes ? <Code link={link} /> : <Text size="sm">{strings.tooLong}</Text>}
        </>
      )}
    </Stack>
  );
}
