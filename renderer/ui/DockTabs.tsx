import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import css from './DockTabs.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';

export interface DockTab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** A number or chip beside the title. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

interface Props<Id extends string> {
  readonly label: string;
  readonly tabs: readonly DockTab<Id>[];
  readonly value: Id;
  readonly hides: 'left' | 'down';
  readonly onChange: (id: Id) => void;
  readonly onHide: () => void;
}

/** A dock's tabs, with a button that hides the dock. The content scrolls by itself. */
export function DockTabs<Id extends string>({ label, tabs, value, hides, onChange, onHide }: Props<Id>) {
  const Hide = hides === 'left' ? IconChevronLeft : IconChevronDown;
  return (
    <Tabs
      value={value}
      onChange={(id) => id !== null && onChange(id as Id)}
      classNames={{ root: css['root']!, list: css['list']!, tab: css['tab']!, panel: css['panel']! }}
    >
      <div className={css['head']}>
        <Tabs.List aria-label={label}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id} rightSection={tab.badge}>
              {tab.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tooltip label={t.shell.docks.hide}>
          <ActionIcon aria-label={t.shell.docks.hide} size={24} onClick={onHide}>
            <Hide size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id}>
          <ErrorBoundary>{tab.content}</ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
