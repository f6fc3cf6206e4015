import { ActionIcon, Menu, Text, TextInput, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBookmark,
  IconDots,
  IconFileExport,
  IconFileImport,
  IconPencil,
  IconStack2,
  IconTrash,
  IconViewfinder,
} from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { limits } from '../../../src/document/limits.ts';
import { holdsBlock, instanceCounts, removeBlock } from '../../../src/document/operations/blocks.ts';
import { placeOfDefinition } from '../../../src/document/place.ts';
import { keepDefinition } from '../../actions/blocks.ts';
import { addAfterSelection } from '../../actions/edits.ts';
import { commandContext, labelOf, perform } from '../../commands/context.ts';
import { commandOf } from '../../commands/registry.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useLibrary } from '../../stores/library/libraryStore.ts';
import { alertError } from '../../stores/window/workspaceStore.ts';
import { dragItem, type Item } from '../../ui/kinds/drag.ts';
import css from './palette.module.css';

const words = t.blocks.palette;

interface RowProps {
  /** As it is dragged and added. */
  readonly item: Item;
  readonly name: string;
  readonly hint: string;
  readonly disabled?: boolean;
  /** What else can be done with it. */
  readonly children: ReactNode;
}

/** A block: dragged onto the canvas, or added by a double click or Enter. */
function Row({ item, name, hint, disabled = false, children }: RowProps) {
  const add = (): void => {
    if (!disabled) addAfterSelection(item);
  };
  return (
    <li className={css['block']}>
      <button
        type="button"
        className={css['item']}
        draggable={!disabled}
        aria-disabled={disabled}
        title={hint}
        onDoubleClick={add}
        onClick={(event) => {
          // By the keyboard: a single click with the mouse only takes hold of it.
          if (event.detail === 0) add();
        }}
        onDragStart={(event) => dragItem(event.dataTransfer, item)}
      >
        <IconStack2 size={16} stroke={1.5} aria-hidden="true" />
        <span>{name}</span>
      </button>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon size={24} aria-label={words.more(name)} className={css['more'] ?? ''}>
            <IconDots size={14} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{children}</Menu.Dropdown>
      </Menu>
    </li>
  );
}

function Rename({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const [typed, setTyped] = useState(name);
  return (
    <li className={css['renaming']}>
      <TextInput
        autoFocus
        value={typed}
        aria-label={t.blocks.naming.label}
        maxLength={limits.name}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => onDone(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') onDone(null);
        }}
      />
    </li>
  );
}

const icon = { size: 16, stroke: 1.5 } as const;
const meets = (name: string, query: string): boolean =>
  name.toLowerCase().includes(query.trim().toLowerCase());

/** The blocks that the person keeps for all documents. */
function LibraryBlocks({ query }: { query: string }) {
  const { blocks, removed } = useLibrary();
  const [renaming, setRenaming] = useState<string | null>(null);
  const { rename, remove, bringBack, exportFile } = useLibrary.getState();
  const shown = blocks.filter((block) => meets(block.name, query));
  const importing = commandOf('block.import');
  if (shown.length === 0 && removed === null) return null;
  return (
    <section aria-label={words.mine}>
      <div className={css['blockListHead']}>
        <h3 className={css['family']}>{words.mine}</h3>
        {importing && (
          <Tooltip label={labelOf(importing, commandContext())}>
            <ActionIcon size={24} aria-label={words.import} onClick={() => perform(importing)}>
              <IconFileImport size={14} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <ul className={css['blocks']}>
        {shown.map((block) =>
          renaming === block.id ? (
            <Rename
              key={block.id}
              name={block.name}
              onDone={(name) => {
                setRenaming(null);
                if (name !== null && name !== block.name) rename(block.id, name);
              }}
            />
          ) : (
            <Row key={block.id} item={{ kept: block.id }} name={block.name} hint={words.hint}>
              <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setRenaming(block.id)}>
                {words.rename}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconFileExport {...icon} />}
                onClick={() =>
                  exportFile(block.id).catch((error: unknown) => alertError(() => words.notExported, error))
                }
              >
                {words.export}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => remove(block.id)}>
                {words.remove}
              </Menu.Item>
            </Row>
          ),
        )}
      </ul>
      {removed && (
        <div className={css['removed']} role="status">
          <span>{words.removed(removed.block.name)}</span>
          <button type="button" onClick={bringBack}>
            <IconArrowBackUp size={14} stroke={1.5} aria-hidden="true" />
            {words.bringBack}
          </button>
        </div>
      )}
    </section>
  );
}

/** Of a document with more blocks, the others are found by name. */
const maxListed = 100;

/** The blocks of the document: another layer that stands for one shares it. */
function DocumentBlocks({ query }: { query: string }) {
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  const open = useOpen((state) => state.definition);
  const counts = useMemo(() => instanceCounts(document), [document]);
  const met = document.blocks.filter((block) => meets(block.name, query));
  const shown = met.slice(0, maxListed);
  if (shown.length === 0) return null;
  const openFirst = (id: string): void => {
    const place = placeOfDefinition(document, id);
    if (place) useSelection.getState().open(place);
  };
  return (
    <section aria-label={words.here}>
      <div className={css['blockListHead']}>
        <h3 className={css['family']}>{words.here}</h3>
      </div>
      <ul className={css['blocks']}>
        {shown.map((block) => {
          const uses = counts.get(block.id) ?? 0;
          return (
            <Row
              key={block.id}
              item={{ block: block.id }}
              name={block.name}
              hint={words.inUse(uses)}
              disabled={readOnly || (open !== null && holdsBlock(document, block.id, open.id))}
            >
              {uses > 0 && (
                <Menu.Item leftSection={<IconViewfinder {...icon} />} onClick={() => openFirst(block.id)}>
                  {words.open}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconBookmark {...icon} />} onClick={() => keepDefinition(block.id)}>
                {words.keep}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash {...icon} />}
                disabled={readOnly || uses > 0}
                onClick={() =>
                  useDocument.getState().commit(
                    () => t.blocks.edits.remove(block.name),
                    (before) => removeBlock(before, block.id),
                  )
                }
              >
                {words.remove}
                {uses > 0 && (
                  <Text size="xs" c="dimmed">
                    {words.inUse(uses)}
                  </Text>
                )}
              </Menu.Item>
            </Row>
          );
        })}
      </ul>
      {met.length > shown.length && (
        <Text size="xs" c="dimmed">
          {words.others(met.length - shown.length)}
        </Text>
      )}
    </section>
  );
}

/** Blocks as parts to build with: one's own, and those of this network. */
export function BlockList({ query }: { query: string }) {
  return (
    <div className={css['blockList']}>
      <LibraryBlocks query={query} />
      <DocumentBlocks query={query} />
    </div>
  );
}
