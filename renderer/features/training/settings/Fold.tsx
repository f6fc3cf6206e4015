import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useFolds } from '../../../stores/window/foldsStore.ts';
import classes from './settings.module.css';

interface FoldProps {
  readonly name: string;
  readonly title: string;
  /** What is in force, in a word or two, so that no one has to open it to know. */
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** A part of the form that most runs do not need: its name and what is in force, and the fields once opened. */
export function Fold({ name, title, summary, children }: FoldProps) {
  const open = useFolds((state) => state.open[name] === true);
  const id = useId();
  return (
    <section className={classes['fold']} data-open={open || undefined}>
      <UnstyledButton
        className={classes['foldHead'] ?? ''}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => useFolds.setState((state) => ({ open: { ...state.open, [name]: !open } }))}
      >
        <IconChevronRight size={14} stroke={1.8} aria-hidden="true" />
        <span className={classes['foldTitle']}>{title}</span>
        <span className={classes['summary']}>{summary}</span>
      </UnstyledButton>
      <div id={id} hidden={!open} className={classes['fields']}>
        {open && children}
      </div>
    </section>
  );
}
