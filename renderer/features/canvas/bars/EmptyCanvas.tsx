import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { addItem } from '../../../actions/edits.ts';
import { t } from '../../../i18n/index.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import css from '../canvas.module.css';

/** What to do first, where there is nothing yet. */
export function EmptyCanvas() {
  const words = t.canvas.empty;
  return (
    <div className={css['empty']}>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Button
        leftSection={<IconPlus size={14} />}
        onClick={() => {
          const id = addItem({ kind: 'input' });
          if (id !== null) useCanvas.getState().view?.focusLayer(id);
        }}
      >
        {words.add}
      </Button>
    </div>
  );
}
