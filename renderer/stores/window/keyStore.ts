import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The keys that a person gave commands instead of the ones they come with, by the command's id; none at all is a choice, too. */
export type ChangedKeys = Readonly<Record<string, readonly string[]>>;

interface KeyState {
  readonly changed: ChangedKeys;
  /** Gives a command keys; null gives it back the ones it comes with. */
  setKeys(command: string, keys: readonly string[] | null): void;
  /** Changes all at once: `{}` gives every command its own keys back. */
  setAll(changed: ChangedKeys): void;
}

/** What is kept may be of another version or edited by hand: what cannot be read is left out. */
const storedKeys = z.object({ changed: z.record(z.string(), z.array(z.string().min(1).max(60)).max(8)) });

/** The keys of commands, as changed here. Kept in this browser or window. */
export const useKeys = create<KeyState>()(
  persist(
    (set, get) => ({
      changed: {},
      setKeys(command, keys) {
        const { [command]: _before, ...others } = get().changed;
        set({ changed: keys === null ? others : { ...others, [command]: keys } });
      },
      setAll: (changed) => set({ changed }),
    }),
    {
      name: 'convas.keys',
      version: 1,
      partialize: ({ changed }) => ({ changed }),
      merge(stored, current) {
        const parsed = storedKeys.safeParse(stored);
        return parsed.success ? { ...current, changed: parsed.data.changed } : current;
      },
    },
  ),
);
