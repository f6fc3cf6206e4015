import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowBarUp, IconChevronRight } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import { countInstances } from '../../../../src/document/operations/blocks.ts';
import { openPlace, type Place } from '../../../../src/document/place.ts';
import type { ConvasDocument, LayerNode } from '../../../../src/document/schema.ts';
import { detachOpen } from '../../../actions/blocks.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import css from '../canvas.module.css';

const words = t.blocks.bar;

/** The layer that a step goes into. */
function instanceAt(document: ConvasDocument, place: Place, depth: number): LayerNode | undefined {
  const part = openPlace(document, place.slice(0, depth))?.document;
  return part?.layers.find((layer) => layer.id === place[depth]?.instance);
}

function Step({ document, place, depth }: { document: ConvasDocument; place: Place; depth: number }) {
  const node = instanceAt(document, place, depth);
  const definition = openPlace(document, place.slice(0, depth + 1))?.definition;
  const { leave, open } = useSelection.getState();
  const repeat = node?.block?.repeat ?? 1;
  const here = depth === place.length - 1;
  const { repetition } = place[depth]!;
  const name = definition?.name ?? '';
  return (
    <li>
      <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
      {here ? (
        <span className={css['here']} aria-current="location">
          {node?.name}
          {node?.name !== name && <span className={css['which']}>{name}</span>}
        </span>
      ) : (
        <button type="button" className={css['crumb']} onClick={() => leave(depth + 1)}>
          {node?.name}
        </button>
      )}
      {repeat > 1 && (
        <Select
          size="xs"
          className={css['repetition'] ?? ''}
          aria-label={words.repetition}
          data={Array.from({ length: repeat }, (_, at) => ({
            value: String(at + 1),
            label: words.repetitionOf(at + 1, repeat),
          }))}
          value={String(repetition)}
          allowDeselect={false}
          onChange={(next) =>
            next !== null &&
            open(place.map((step, at) => (at === depth ? { ...step, repetition: Number(next) } : step)))
          }
        />
      )}
    </li>
  );
}

/** Where one is inside of blocks, and the way out; nothing in the network itself. */
export function PlaceBar() {
  const place = useOpen((state) => state.place);
  const definition = useOpen((state) => state.definition);
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  if (place.length === 0 || !definition) return null;
  const { leave } = useSelection.getState();
  const uses = countInstances(document, definition.id);
  return (
    <Panel position="top-left" className={css['placeBar'] ?? ''}>
      <nav aria-label={words.label}>
        <Tooltip label={words.leave}>
          <ActionIcon aria-label={words.leave} onClick={() => leave()}>
            <IconArrowBarUp size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <ol>
          <li>
            <button type="button" className={css['crumb']} onClick={() => leave(0)}>
              {t.blocks.network}
            </button>
          </li>
          {place.map((step, depth) => (
            <Step key={step.instance} document={document} place={place} depth={depth} />
          ))}
        </ol>
      </nav>
      {uses > 1 && (
        <div className={css['sharing']}>
          <Tooltip label={words.sharedAbout}>
            <span>{words.shared(uses)}</span>
          </Tooltip>
          <Button size="compact-xs" variant="default" disabled={readOnly} onClick={detachOpen}>
            {words.detach}
          </Button>
        </div>
      )}
    </Panel>
  );
}
