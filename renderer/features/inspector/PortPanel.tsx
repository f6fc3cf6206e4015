import { IconDoorEnter, IconDoorExit } from '@tabler/icons-react';
import { blockInputKind } from '../../../src/document/blocks.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { titleOf } from '../../editing/lookup.ts';
import { t } from '../../i18n/index.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import css from './inspector.module.css';
import { NameField } from './NameField.tsx';
import { Section } from './Section.tsx';
import { ShapeLine } from './ShapeLine.tsx';

/** A port of a block: what arrives through it here, or leaves. */
export function PortPanel({ layer }: { layer: LayerNode }) {
  const analysis = useOpen((state) => state.byLayer.get(layer.id));
  const arrives = layer.kind === blockInputKind;
  const Icon = arrives ? IconDoorEnter : IconDoorExit;
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <Icon size={20} stroke={1.5} aria-hidden="true" />
        <NameField key={layer.id} layer={layer} />
      </header>
      <Section title={titleOf(layer.kind)}>
        <ShapeLine key={layer.id} shape={analysis?.outputShape ?? null} />
      </Section>
      <Section title={t.canvas.inspector.learn}>
        <p className={css['lesson']}>{arrives ? t.blocks.ports.input : t.blocks.ports.output}</p>
      </Section>
    </div>
  );
}
