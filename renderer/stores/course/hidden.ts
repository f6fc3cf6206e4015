import type { Hideable } from '../../../src/course/assignment/assignment.ts';
import { useAssignment } from './assignmentStore.ts';

type State = ReturnType<typeof useAssignment.getState>;

const none: readonly Hideable[] = [];

/** What the assignment of the open document takes from the window. */
export const hiddenIn = ({ work }: State): readonly Hideable[] => work?.assignment.hidden ?? none;

/** Whether the assignment of the open document takes this from the window, kept up to date. */
export const useHidden = (what: string): boolean =>
  useAssignment((state) => hiddenIn(state).some((hidden) => hidden === what));

/** Which commands go with what is hidden; a stage has the one that opens it. */
const commandsOf: Partial<Readonly<Record<Hideable, (id: string) => boolean>>> = {
  training: (id) => /^train\./.test(id),
};

/** Whether a command goes with what is hidden: neither keys nor menu nor palette lead to it. */
export const isHiddenCommand = (id: string): boolean =>
  hiddenIn(useAssignment.getState()).some(
    (hidden) => id === `view.stage-${hidden}` || commandsOf[hidden]?.(id) === true,
  );
