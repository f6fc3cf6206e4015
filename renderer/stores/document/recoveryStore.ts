import { create } from 'zustand';
import type { Draft, DraftSummary } from '../../../src/protocol/host.ts';

interface RecoveryState {
  /** Unsaved work that windows and tabs left behind which are gone; the latest first. */
  readonly offers: readonly DraftSummary[];
  /** Discarded last: it can be brought back while this page lives. */
  readonly discarded: Draft | null;
  withdraw(id: string): void;
}

export const useRecovery = create<RecoveryState>()((set, get) => ({
  offers: [],
  discarded: null,
  withdraw: (id) => set({ offers: get().offers.filter((offer) => offer.id !== id) }),
}));
