import { sameText, type Text } from '../../text/message.ts';

/** What a run leaves on disk: its weights with its record, and what was seen of its gradients. */
type Part = 'weights' | 'health';

/**
 * Joins what is reported about the parts of a run that cannot be written: the weights count more.
 * @param notify called with why; an empty text once all of it is on disk again
 */
export function createUnsaved(
  notify: (run: string, message: Text) => void,
): (run: string, part: Part, message: Text) => void {
  let last: { run: string; weights: Text; health: Text } = { run: '', weights: '', health: '' };
  const printed = (): Text => last.weights || last.health;
  return (run, part, message) => {
    if (run !== last.run) last = { run, weights: '', health: '' };
    const before = printed();
    last = { ...last, [part]: message };
    if (!sameText(printed(), before)) notify(run, printed());
  };
}
