import { create } from 'zustand';
import type { UpdateRequest, UpdateState } from '../../../src/protocol/update.ts';
import { host } from '../../host/current.ts';

interface UpdateStore {
  /** What is known of updates of the app; null until it was asked for, and where the app is a page. */
  readonly update: UpdateState | null;
  /** What the app is busy with; null: nothing. */
  readonly busy: UpdateRequest | null;
  send(request: UpdateRequest): Promise<UpdateState | null>;
}

export const useUpdates = create<UpdateStore>((set, get) => ({
  update: null,
  busy: null,
  async send(request) {
    set({ busy: request });
    try {
      const update = (await host().update?.(request)) ?? null;
      set({ update });
      return update;
    } finally {
      if (get().busy === request) set({ busy: null });
    }
  },
}));
