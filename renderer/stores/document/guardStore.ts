import { create } from 'zustand';

export type GuardAnswer = 'save' | 'discard' | 'cancel';

interface GuardState {
  /** The question on screen: whether to save this document before it goes. */
  readonly question: { readonly name: string; answer(answer: GuardAnswer): void } | null;
}

export const useGuard = create<GuardState>()(() => ({ question: null }));

/** Asks once; a question still open counts as canceled. */
export function askToSave(name: string): Promise<GuardAnswer> {
  useGuard.getState().question?.answer('cancel');
  return new Promise((resolve) => {
    const answer = (given: GuardAnswer): void => {
      useGuard.setState({ question: null });
      resolve(given);
    };
    useGuard.setState({ question: { name, answer } });
  });
}
