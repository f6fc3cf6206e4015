import { Button } from '@mantine/core';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { useTroubles } from '../../../stores/runs/healthStore.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { Note } from '../../../ui/Note.tsx';
import { Remedies, troubleTitle } from './TroubleList.tsx';

const strings = t.training.health;

/** The worst of what troubles the run, with its first remedies and the way to the rest. */
export function TroubleNote() {
  const troubles = useTroubles();
  const [worst, ...others] = troubles;
  if (!worst) return null;
  const more = others.length > 0 ? strings.more(others.length) : strings.details;
  return (
    <Note
      tone="warning"
      title={troubleTitle(worst.code)}
      action={
        <>
          <Remedies trouble={worst} most={2} />
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => useWorkspace.getState().showBottom('health')}
          >
            {more}
          </Button>
        </>
      }
    >
      <p>{sentence(worst.message)}</p>
    </Note>
  );
}
