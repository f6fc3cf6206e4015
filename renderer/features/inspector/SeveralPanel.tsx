import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { isPort } from '../../../src/document/blocks.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { commandContext, isEnabled, labelOf, perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { t } from '../../i18n/index.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { BypassRow } from './BypassRow.tsx';
import { Form } from './Form.tsx';
import { sharedFields } from './fields.ts';
import css from './inspector.module.css';
import { SeveralSearchSpace } from './SearchSpace.tsx';
import { Fact, Facts, Section } from './Section.tsx';

const words = t.canvas.inspector;

const arrangements = [
  'network.align-left',
  'network.align-center',
  'network.align-right',
  'network.align-top',
  'network.align-middle',
  'network.align-bottom',
  'network.distribute-horizontal',
  'network.distribute-vertical',
  'network.lay-out-selection',
] as const;

function Arrange() {
  const context = commandContext();
  return (
    <div className={css['tools']}>
      {arrangements.map((id) => {
        const command = commandOf(id);
        const Icon = command?.icon;
        if (!command || !Icon) return null;
        const label = labelOf(command, context);
        return (
          <Tooltip key={id} label={label}>
            <ActionIcon
              aria-label={label}
              disabled={!isEnabled(command, context)}
              onClick={() => perform(command)}
            >
              <Icon size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** Several layers: what they have in common, and what they amount to together. */
export function SeveralPanel({ layers, items }: { layers: readonly LayerNode[]; items: number }) {
  const byLayer = useOpen((state) => state.byLayer);
  const kinds = layers.flatMap((layer) => kindOf(layer.kind) ?? []);
  const fields = kinds.length === layers.length ? sharedFields(kinds) : [];
  const bypassable = layers.filter((layer) => !isPort(layer));
  const sum = (read: 'params' | 'macs'): number =>
    layers.reduce((total, layer) => total + (byLayer.get(layer.id)?.[read] ?? 0), 0);
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <h2 className={css['heading']}>
          {items === layers.length ? words.several(layers.length) : t.canvas.edits.items(items)}
        </h2>
      </header>
      <Section title={words.arrange}>
        <Arrange />
      </Section>
      {layers.length > 0 && (
        <>
          <Section>
            {fields.length > 0 ? (
              <Form fields={fields} layers={layers} />
            ) : (
              <Text size="sm" c="dimmed">
                {words.noShared}
              </Text>
            )}
          </Section>
          <Section>
            <BypassRow layers={bypassable} />
          </Section>
          <SeveralSearchSpace layers={layers} />
          <Section>
            <Facts>
              <Fact label={words.params}>{formatCount(sum('params'))}</Fact>
              <Fact label={words.macs} hint={words.macsHint}>
                {formatCount(sum('macs'))}
              </Fact>
            </Facts>
          </Section>
        </>
      )}
    </div>
  );
}
