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

/** Messages of the engine and about files, newest last. */
export const useLog = create<LogState>()((set) => ({ entries: [], clear: () => set({ entries: [] }) }));

let lastId = 0;

export function log(level: LogEntry['level'], text: LazyText): void {
  const entry: LogEntry = { id: ++lastId, at: new Date(), level, text };
  useLog.setState(({ entries }) => ({ entries: [...entries, entry].slice(-limit) }));
}
