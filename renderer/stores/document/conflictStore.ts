import { create } from 'zustand';

/** What has become of the file that is to be saved. */
export type Conflict = 'changed' | 'missing';
export type ConflictAnswer = 'overwrite' | 'save-as' | 'reload' | 'cancel';

interface ConflictState {
  /** The question on screen: what is to become of a file that is not what was read. */
  readonly question: {
    readonly name: string;
    readonly conflict: Conflict;
    answer(answer: ConflictAnswer): void;
  } | null;
}

export const useConflict = create<ConflictState>()(() => ({ question: null }));

/** Asks once; a question still open counts as canceled. */
export function askAboutConflict(name: string, conflict: Conflict): Promise<ConflictAnswer> {
  useConflict.getState().question?.answer('cancel');
  return new Promise((resolve) => {
    const answer = (given: ConflictAnswer): void => {
      useConflict.setState({ question: null });
      resolve(given);
    };
    useConflict.setState({ question: { name, conflict, answer } });
  });
}
