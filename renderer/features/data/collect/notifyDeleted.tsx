import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import own from './collect.module.css';

/** Tells what was deleted, with the way back. */
export function notifyDeleted(detail: string, undo: string | null): void {
  if (undo === null) return;
  const id = notifications.show({
    color: 'gray',
    message: (
      <span className={own['undo']}>
        {detail}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            void useCollect.getState().restore(undo);
          }}
        >
          {t.ownData.restore}
        </Button>
      </span>
    ),
  });
}
