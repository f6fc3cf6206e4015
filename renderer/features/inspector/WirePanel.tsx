import { ActionIcon, Anchor, Button, Group, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { moveInput } from '../../../src/document/operations/edges.ts';
import type { Edge } from '../../../src/document/schema.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import { perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { lookup } from '../../editing/lookup.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import css from './inspector.module.css';
import { Fact, Facts, Section } from './Section.tsx';

const words = t.canvas.inspector;

function performById(id: string): void {
  const command = commandOf(id);
  if (command) perform(command);
}

function LayerLink({ id }: { id: string }) {
  const name = useOpen((state) => lookup(state.document).layers.get(id)?.name ?? id);
  return (
    <Anchor component="button" size="sm" onClick={() => useSelection.getState().reveal(id)}>
      {name}
    </Anchor>
  );
}

/** Where a wire stands among the inputs of its layer: the order matters to those that merge. */
function Place({ edge }: { edge: Edge }) {
  const document = useOpen((state) => state.document);
  const inputs = document.edges.filter((other) => other.target === edge.target);
  const at = inputs.findIndex((other) => other.id === edge.id);
  if (inputs.length < 2) return null;
  const move = (to: number) => () =>
    useOpen.getState().commit(
      () => t.canvas.edits.order,
      (before) => moveInput(before, edge.id, to),
    );
  return (
    <Section>
      <Group gap={4} justify="space-between">
        <span>{words.place(at + 1, inputs.length)}</span>
        <Group gap={0}>
          <Tooltip label={words.earlier}>
            <ActionIcon aria-label={words.earlier} disabled={at === 0} onClick={move(at - 1)}>
              <IconArrowUp size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={words.later}>
            <ActionIcon aria-label={words.later} disabled={at === inputs.length - 1} onClick={move(at + 1)}>
              <IconArrowDown size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
    </Section>
  );
}

/** A wire: what it joins, what it carries, and what can be done with it. */
export function WirePanel({ edge }: { edge: Edge }) {
  const shape = useOpen((state) => state.byLayer.get(edge.source)?.outputShape);
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <h2 className={css['heading']}>{words.wire}</h2>
      </header>
      <Section>
        <Facts>
          <Fact label={words.from}>
            <LayerLink id={edge.source} />
          </Fact>
          <Fact label={words.to}>
            <LayerLink id={edge.target} />
          </Fact>
          <Fact label={words.carries}>{shape ? formatShape(shape) : words.unknown}</Fact>
        </Facts>
      </Section>
      <Place edge={edge} />
      <Section>
        <Group gap={8}>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            disabled={readOnly}
            onClick={() => performById('network.add')}
          >
            {words.insertHere}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={14} stroke={1.5} />}
            disabled={readOnly}
            onClick={() => performById('edit.remove')}
          >
            {words.removeWire}
          </Button>
        </Group>
      </Section>
    </div>
  );
}
