import { Button, FocusTrap, Paper, Text, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useLayoutEffect, useRef, useState } from 'react';
import { limits } from '../../../../src/document/limits.ts';
import { blockSelection } from '../../../actions/blocks.ts';
import { suggestName } from '../../../editing/blocks.ts';
import { lookup } from '../../../editing/lookup.ts';
import { t } from '../../../i18n/index.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import css from '../canvas.module.css';

const words = t.blocks.naming;
const size = { width: 280, height: 132 } as const;

function Box({ screen }: { screen: { x: number; y: number } }) {
  const layers = useSelection((state) => state.layers);
  const [name, setName] = useState(() => {
    const known = lookup(useOpen.getState().document).layers;
    return suggestName(layers.flatMap((id) => known.get(id) ?? []));
  });
  const field = useRef<HTMLInputElement>(null);
  // At once: what is typed after the shortcut belongs here already.
  useLayoutEffect(() => field.current?.select(), []);
  const close = (): void => {
    useCanvas.getState().set({ naming: null });
    useCanvas.getState().view?.focus();
  };
  const outside = useClickOutside(() => useCanvas.getState().set({ naming: null }));
  return (
    <Paper
      ref={outside}
      className={css['naming'] ?? ''}
      shadow="md"
      role="dialog"
      aria-label={words.title}
      style={{
        left: Math.max(8, Math.min(screen.x, window.innerWidth - size.width - 8)),
        top: Math.max(8, Math.min(screen.y - size.height - 8, window.innerHeight - size.height - 8)),
        width: size.width,
      }}
    >
      <FocusTrap active>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            blockSelection(name.trim());
            close();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            event.stopPropagation();
          }}
        >
          <TextInput
            ref={field}
            data-autofocus
            label={words.label}
            value={name}
            maxLength={limits.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div className={css['namingFoot']}>
            <Text size="xs" c="dimmed">
              {words.holds(layers.length)}
            </Text>
            <Button type="submit" disabled={name.trim() === ''}>
              {words.make}
            </Button>
          </div>
        </form>
      </FocusTrap>
    </Paper>
  );
}

/** Asks for the name of a block beside the layers that it is made of. */
export function BlockNameBox() {
  const naming = useCanvas((state) => state.naming);
  return naming && <Box screen={naming.screen} />;
}
