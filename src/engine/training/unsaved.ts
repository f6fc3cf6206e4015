/** What a run leaves on disk: its weights with its record, and what was seen of its gradients. */
type Part = 'weights' | 'health';

/**
 * Joins what is told of the parts of a run that cannot be written: the weights count more.
 * @param tell told why, in words; an empty text once all of it is on disk again
 */
export function createUnsaved(
  tell: (run: string, message: string) => void,
): (run: string, part: Part, message: string) => void {
  let last = { run: '', weights: '', health: '' };
  const said = () => last.weights || last.health;
  return (run, part, message) => {
    if (run !== last.run) last = { run, weights: '', health: '' };
    const before = said();
    last = { ...last, [part]: message };
    if (said() !== before) tell(run, said());
  };
}
