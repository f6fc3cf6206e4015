import { create } from 'zustand';
import type { LazyText } from '../../../src/text/lazy-text.ts';

export interface LogEntry {
  readonly id: number;
  readonly at: Date;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: LazyText;
}

interface LogState {
  readonly entries: readonly LogEntry[];
  clear(): void;
}

const limit = 500;

/** What the engine and the files said, newest last. */
export const useLog = create<LogState>()((set) => ({ entries: [], clear: () => set({ entries: [] }) }));

let lastId = 0;

export function log(level: LogEntry['level'], text: LazyText): void {
  const entry: LogEntry = { id: ++lastId, at: new Date(), level, text };
  useLog.setState(({ entries }) => ({ entries: [...entries, entry].slice(-limit) }));
}
