import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import css from './messages.module.css';

interface Props {
  readonly tone: 'danger' | 'warning' | 'info';
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
}

/** One line above the work: what happened, and the way out beside it. */
export function Message({ tone, title, children, action, onDismiss }: Props) {
  const Icon = tone === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div role={tone === 'info' ? 'status' : 'alert'} className={css['message']} data-tone={tone}>
      <Icon size={18} stroke={1.75} aria-hidden="true" className={css['icon']} />
      <div className={css['text']}>
        <strong>{title}</strong> <span>{children}</span>
      </div>
      {action}
      {onDismiss && <CloseButton size="sm" aria-label={t.shell.dismiss} onClick={onDismiss} />}
    </div>
  );
}
