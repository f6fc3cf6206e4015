import { ActionIcon, Button, Popover, Text, TextInput, Tooltip } from '@mantine/core';
import { IconVariablePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { limits, parameterName } from '../../../src/document/limits.ts';
import { promoteParameter } from '../../../src/document/operations/block-parameters.ts';
import type { BlockDefinition, LayerNode } from '../../../src/document/schema.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import css from './fields.module.css';
import type { Field } from './fields.ts';

const words = t.blocks.parameter;
type Json = LayerNode['params'][string];

/** `strides` is called `stride` where one number stands for all sides. */
function nameFor(field: Field): string {
  return field.control === 'tuple' ? field.name.replace(/s$/, '') : field.name;
}

interface ParameterButtonProps {
  readonly block: BlockDefinition;
  readonly layer: LayerNode;
  readonly field: Field;
  readonly value: unknown;
}

function Ask({ block, layer, field, value, onDone }: ParameterButtonProps & { onDone: () => void }) {
  const [name, setName] = useState(nameFor(field));
  const known = block.parameters.some((parameter) => parameter.name === name);
  const valid = parameterName.test(name);
  return (
    <form
      className={css['ask']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        useDocument.getState().commit(
          () => t.blocks.edits.promote(name),
          (document) =>
            promoteParameter(document, block.id, layer.id, field.name, { name, value: value as Json }),
        );
        onDone();
      }}
    >
      <TextInput
        data-autofocus
        label={words.name}
        value={name}
        maxLength={limits.parameter}
        error={valid ? null : t.blocks.inside.nameInvalid}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {known ? words.takes(name) : words.about}
      </Text>
      <Button type="submit" disabled={!valid}>
        {known ? words.follow : words.make}
      </Button>
    </form>
  );
}

/** Makes a field of a layer inside a block a parameter of the block. */
export function ParameterButton(props: ParameterButtonProps) {
  const [open, setOpen] = useState(false);
  const readOnly = useDocument((state) => state.readOnly);
  const label = words.promote(props.field.title.toLowerCase());
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="left" width={240} shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={open}>
          <ActionIcon
            size={20}
            className={css['promote'] ?? ''}
            aria-label={label}
            disabled={readOnly}
            onClick={() => setOpen(!open)}
          >
            <IconVariablePlus size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Ask {...props} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
