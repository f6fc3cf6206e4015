import type { DemoId } from '../../stores/course/demoStore.ts';

/** A class of a demonstration: its name is in the catalogue. */
export interface DemoClass {
  readonly id: 'near' | 'away' | 'left' | 'right' | 'jump' | 'still';
  /** The key that it presses, as `KeyboardEvent.key` has it; null where it presses none. */
  readonly key: string | null;
}

/** What a demonstration distinguishes, and what its answer does. */
export interface Demo {
  readonly classes: readonly DemoClass[];
  readonly does: 'hide' | 'play';
}

/** One entry for each; its texts are in the catalogue. */
export const demos: Readonly<Record<DemoId, Demo>> = {
  'transfer-two-classes': {
    classes: [
      { id: 'near', key: null },
      { id: 'away', key: null },
    ],
    does: 'hide',
  },
  'transfer-poses': {
    classes: [
      { id: 'left', key: 'ArrowLeft' },
      { id: 'right', key: 'ArrowRight' },
      { id: 'jump', key: 'ArrowUp' },
      { id: 'still', key: null },
    ],
    does: 'play',
  },
};
