import { perTab } from '../tabs/perTab.ts';

interface ExampleState {
  /** The example of the test split that goes in, where examples are no images; null where they are. */
  readonly example: number | null;
  set(example: number | null): void;
}

/** What goes into a network of sequences or tables in Inspect. */
export const useExample = perTab<ExampleState>((_tab, set) => ({
  example: null,
  set: (example) => set({ example }),
}));
