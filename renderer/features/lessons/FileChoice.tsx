import { Button, FileButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { alertError } from '../../stores/window/workspaceStore.ts';

/** Bytes; an assignment with ResNet-152 has one million. */
const largest = 20_000_000;

async function readText(file: File | null): Promise<string | null> {
  if (!file) return null;
  if (file.size > largest) throw new Error(t.lessons.tooLarge(file.name));
  return file.text();
}

/** A button that asks for a file of text. An alert shows why `take` refuses it. */
export function FileChoice({
  label,
  accept,
  icon,
  take,
}: {
  readonly label: string;
  readonly accept: string;
  readonly icon: ReactNode;
  readonly take: (name: string, text: string) => void;
}) {
  const choose = async (file: File | null): Promise<void> => {
    const text = await readText(file);
    if (file && text !== null) take(file.name, text);
  };
  return (
    <FileButton
      accept={accept}
      onChange={(file) => {
        choose(file).catch((error: unknown) => alertError(() => label, error));
      }}
    >
      {(props) => (
        <Button {...props} size="compact-sm" variant="subtle" leftSection={icon}>
          {label}
        </Button>
      )}
    </FileButton>
  );
}
