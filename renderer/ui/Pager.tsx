import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { formatCount } from './numbers.ts';
import css from './pager.module.css';

const strings = t.data.images;

interface PagerProps {
  /** The first one shown, counted from 0. */
  readonly offset: number;
  /** How many a page has. */
  readonly page: number;
  readonly total: number;
  readonly onOffset: (offset: number) => void;
}

/** Which ones of how many are shown, with buttons for the page before and the next. */
export function Pager({ offset, page, total, onOffset }: PagerProps) {
  return (
    <div className={css['pager']}>
      {total > 0 && (
        <span className="numbers">
          {strings.range(
            formatCount(offset + 1),
            formatCount(Math.min(total, offset + page)),
            formatCount(total),
          )}
        </span>
      )}
      <ActionIcon
        aria-label={strings.previous}
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - page))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={strings.next}
        disabled={offset + page >= total}
        onClick={() => onOffset(offset + page)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  );
}
