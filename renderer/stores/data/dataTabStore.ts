import { create } from 'zustand';

/** What the Data stage shows. */
export const dataTabs = ['dataset', 'explore', 'prepare'] as const;
export type DataTab = (typeof dataTabs)[number];

interface DataTabState {
  readonly tab: DataTab;
  show(tab: DataTab): void;
}

export const useDataTab = create<DataTabState>()((set) => ({
  tab: 'dataset',
  show: (tab) => set({ tab }),
}));
