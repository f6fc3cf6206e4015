import { Button, Code, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/index.ts';

const strings = t.shell.about;

/** The licenses of everything that ships, from the file that the build puts beside the page. */
export function Licenses() {
  const [shown, setShown] = useState<{ readonly text: string } | 'hidden' | 'missing'>('hidden');
  const read = async (): Promise<void> => {
    try {
      const answer = await fetch('licenses.txt');
      setShown(answer.ok ? { text: await answer.text() } : 'missing');
    } catch {
      setShown('missing');
    }
  };
  if (shown === 'hidden')
    return (
      <Button variant="default" size="xs" w="fit-content" onClick={() => void read()}>
        {strings.licenses}
      </Button>
    );
  if (shown === 'missing') return <Text size="sm">{strings.licensesMissing}</Text>;
  return (
    <section
      aria-label={strings.licenses}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
      tabIndex={0}
      style={{ maxHeight: 260, overflow: 'auto' }}
    >
      <Code block fz={11} lang="en">
        {shown.text}
      </Code>
    </section>
  );
}
