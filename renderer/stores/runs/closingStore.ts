import { create } from 'zustand';

/** What becomes of a training whose tab closes. */
export type ClosingAnswer = 'stop' | 'keep' | 'cancel';

interface ClosingState {
  /** The question on screen; `name` is the document's. */
  readonly question: { readonly name: string; answer(answer: ClosingAnswer): void } | null;
}

export const useClosing = create<ClosingState>()(() => ({ question: null }));

/** Asks what becomes of a training; a question still open counts as canceled. */
export function askAboutTraining(name: string): Promise<ClosingAnswer> {
  useClosing.getState().question?.answer('cancel');
  return new Promise((resolve) => {
    const answer = (given: ClosingAnswer): void => {
      useClosing.setState({ question: null });
      resolve(given);
    };
    useClosing.setState({ question: { name, answer } });
  });
}
