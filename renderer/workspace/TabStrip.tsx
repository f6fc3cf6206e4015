import { IconX } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import { t } from '../i18n/index.ts';
import { isEdited, useDocument } from '../stores/document/documentStore.ts';
import { closeTab } from '../stores/document/files.ts';
import { useTrainingTab } from '../stores/runs/trainingTab.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import css from './tabStrip.module.css';

const strings = t.shell.tabs;
/** How a tab travels while it is dragged along the strip; nothing else takes it. */
const dragType = 'application/x-convas-tab';

const middleButton = 1;

/** Moves the tab that is dragged to where another stands, once the pointer is past that one's middle. */
function dragOver(event: DragEvent<HTMLElement>, dragged: Tab | null, over: Tab): void {
  if (!dragged || !event.dataTransfer.types.includes(dragType)) return;
  event.preventDefault();
  const { tabs, move } = useTabs.getState();
  const [from, to] = [tabs.indexOf(dragged), tabs.indexOf(over)];
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const past = event.clientX > left + width / 2;
  if (from !== to && past === to > from) move(dragged, to);
}

/** What the keys do on the tab that has the focus; false where they mean nothing there. */
function press(event: KeyboardEvent, tab: Tab): boolean {
  const { tabs, show, move } = useTabs.getState();
  const at = tabs.indexOf(tab);
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by !== undefined && event.ctrlKey && event.shiftKey) {
    move(tab, Math.min(tabs.length - 1, Math.max(0, at + by)));
    return true;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
  const target = by === undefined ? { Home: 0, End: tabs.length - 1 }[event.key] : at + by;
  if (event.key === 'Delete') void closeTab(tab);
  else if (target === undefined) return false;
  else show(tabs[(target + tabs.length) % tabs.length]!);
  return true;
}

interface TabHandleProps {
  readonly tab: Tab;
  readonly active: boolean;
  readonly describedBy: string;
  /** The tab that is dragged; shared by all of the strip. */
  readonly dragged: { current: Tab | null };
}

function TabHandle({ tab, active, describedBy, dragged }: TabHandleProps) {
  const document = useDocument.of(tab);
  const name = useStore(document, (state) => state.document.name);
  const fileName = useStore(document, (state) => state.fileName);
  const edited = useStore(document, isEdited);
  const trains = useTrainingTab((state) => state.tab === tab);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) whole.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const { show } = useTabs.getState();
  const heard = trains ? strings.trains(name) : name;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tab in it has the keyboard
    <div
      ref={whole}
      role="presentation"
      className={css['tab']}
      data-active={active || undefined}
      onAuxClick={(event) => {
        if (event.button === middleButton) void closeTab(tab);
      }}
      // Else the middle button scrolls by itself.
      onMouseDown={(event) => event.button === middleButton && event.preventDefault()}
      onDragOver={(event) => dragOver(event, dragged.current, tab)}
    >
      <button
        id={describedBy + tab.id}
        type="button"
        role="tab"
        aria-selected={active}
        aria-label={edited ? strings.edited(heard) : heard}
        aria-describedby={describedBy}
        title={fileName === null ? name : `${name} · ${fileName}`}
        tabIndex={active ? 0 : -1}
        className={css['handle']}
        draggable
        onClick={() => show(tab)}
        onKeyDown={(event) => {
          if (press(event, tab)) event.preventDefault();
        }}
        onDragStart={(event) => {
          dragged.current = tab;
          event.dataTransfer.setData(dragType, tab.id);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDragEnd={() => {
          dragged.current = null;
        }}
      >
        {trains && <span className={css['training']} aria-hidden="true" />}
        <span className={css['name']}>{name}</span>
      </button>
      {/* For the mouse; the keyboard closes a tab by its keys. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        className={css['close']}
        title={strings.close}
        data-edited={edited || undefined}
        onClick={() => void closeTab(tab)}
      >
        <IconX size={14} stroke={1.75} />
      </button>
    </div>
  );
}

/** The documents that are open, where there is more than one. */
export function TabStrip() {
  const tabs = useTabs((state) => state.tabs);
  const active = useTabs((state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  const dragged = useRef<Tab | null>(null);
  const hint = useId();
  // The tab that the arrows go to takes the focus along.
  useEffect(() => {
    if (!list.current?.contains(document.activeElement)) return;
    document.getElementById(hint + active.id)?.focus();
  }, [active, hint]);
  if (tabs.length < 2) return null;
  return (
    <div className={css['strip']}>
      <div
        ref={list}
        role="tablist"
        aria-label={strings.label}
        className={css['list']}
        onWheel={(event) => {
          if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
        }}
        onDrop={(event) => dragged.current && event.preventDefault()}
      >
        {tabs.map((tab) => (
          <TabHandle key={tab.id} tab={tab} active={tab === active} describedBy={hint} dragged={dragged} />
        ))}
      </div>
      <CommandButton id="file.new" />
      <span id={hint} hidden>
        {strings.hint}
      </span>
    </div>
  );
}
