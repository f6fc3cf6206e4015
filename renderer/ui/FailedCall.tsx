import { Button } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { Note } from './Note.tsx';

interface FailedCallProps {
  readonly title: string;
  readonly error: string;
  readonly retry: () => void;
}

/** A question to the engine that failed: what happened, and a way to ask again. */
export function FailedCall({ title, error, retry }: FailedCallProps) {
  return (
    <Note
      tone="error"
      title={title}
      action={
        <Button variant="default" onClick={retry}>
          {t.shell.retry}
        </Button>
      }
    >
      {error}
    </Note>
  );
}
