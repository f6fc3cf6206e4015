import { create } from 'zustand';

/** Which parts of the training form are open, for as long as the window is. */
export const useFolds = create<{ readonly open: Readonly<Record<string, boolean>> }>()(() => ({ open: {} }));
