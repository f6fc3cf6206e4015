import { perTab } from '../tabs/perTab.ts';

interface ExampleState {
  /** The example of the test split that goes in, where examples are no images; null where they are. */
  readonly example: number | null;
  /** A text that a person wrote, which goes in instead; empty where nothing was written. */
  readonly text: string;
  /** Numbers that a person wrote, in the place of an example of data that are numbers; null where there are none. */
  readonly values: Float32Array<ArrayBuffer> | null;
  set(example: number | null): void;
  write(text: string, values?: Float32Array<ArrayBuffer> | null): void;
}

/** What goes into a network of sequences or tables in Inspect. */
export const useExample = perTab<ExampleState>((_tab, set) => ({
  example: null,
  text: '',
  values: null,
  set: (example) => set({ example }),
  write: (text, values = null) => set({ text, values }),
}));
