import { create } from 'zustand';

/** The demonstrations with a camera. */
export const demoIds = ['transfer-two-classes', 'transfer-poses'] as const;
export type DemoId = (typeof demoIds)[number];

interface DemoState {
  /** The one that fills the window; null for none. */
  readonly shown: DemoId | null;
  show(demo: DemoId | null): void;
}

export const useDemo = create<DemoState>((set) => ({
  shown: null,
  show: (shown) => set({ shown }),
}));
