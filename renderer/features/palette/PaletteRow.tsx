import { Tooltip } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { FamilyGlyph } from '../../ui/FamilyGlyph.tsx';
import { dragItem } from '../../ui/kinds/drag.ts';
import css from './palette.module.css';
import { gist, type PaletteRowData } from './rows.ts';

/** A kind's name that breaks between its words where a narrow dock needs it: a cut one would not distinguish 1D from 2D. */
const breakable = (title: string): ReactNode[] =>
  title.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word, at) => (at === 0 ? [word] : [<wbr key={word} />, word]));

interface PaletteRowProps {
  readonly row: PaletteRowData;
  readonly id: string;
  readonly active: boolean;
  readonly onActivate: () => void;
  readonly onAdd: (kind: string) => void;
  readonly onFold: (row: PaletteRowData) => void;
}

function SectionRow({ row, id, active, onActivate, onFold }: PaletteRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keyboard
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-selected={active}
      aria-expanded={row.unfolded}
      className={css['sectionRow']}
      onClick={() => {
        onActivate();
        onFold(row);
      }}
    >
      <IconChevronRight size={12} stroke={2} className={css['chevron']} aria-hidden="true" />
      {row.title}
    </div>
  );
}

/** A section that folds, or a kind that is dragged or added; a tooltip describes the kind. */
export function PaletteRow(props: PaletteRowProps) {
  const { row, id, active, onActivate, onAdd, onFold } = props;
  const { kind } = row;
  if (kind === null) return <SectionRow {...props} />;
  return (
    <Tooltip label={gist(kind)} position="right" offset={12} openDelay={350} multiline w={260} withinPortal>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keyboard */}
      <div
        id={id}
        role="treeitem"
        tabIndex={-1}
        aria-label={kind.title}
        aria-level={row.level}
        aria-selected={active}
        aria-expanded={row.unfolded}
        className={css['item']}
        draggable
        data-level={row.level}
        onClick={onActivate}
        onDoubleClick={() => onAdd(kind.kind)}
        onDragStart={(event) => dragItem(event.dataTransfer, { kind: kind.kind })}
      >
        <FamilyGlyph family={kind.family} />
        <span>{breakable(kind.title)}</span>
        {row.unfolded !== undefined && (
          <button
            type="button"
            tabIndex={-1}
            className={css['variants']}
            aria-hidden="true"
            data-open={row.unfolded || undefined}
            onClick={(event) => {
              event.stopPropagation();
              onFold(row);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            {t.canvas.palette.variants}
          </button>
        )}
      </div>
    </Tooltip>
  );
}
