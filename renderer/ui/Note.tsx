import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Note.module.css';

interface NoteProps {
  readonly tone?: 'plain' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  /** The way out: a button or two. */
  readonly action?: ReactNode;
}

/** Words in the place of what is not there, or beside what went wrong. */
export function Note({ tone = 'plain', title, children, action }: NoteProps) {
  const Icon = tone === 'plain' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes['note']} data-tone={tone} role={tone === 'error' ? 'alert' : 'note'}>
      <Icon size={16} stroke={1.6} aria-hidden="true" className={classes['icon']} />
      <div>
        <p className={classes['title']}>{title}</p>
        {children && <div className={classes['text']}>{children}</div>}
        {action && <div className={classes['action']}>{action}</div>}
      </div>
    </div>
  );
}
