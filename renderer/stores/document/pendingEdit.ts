/** The text in a field that is not yet a value: at most one, for at most one field has the focus. */
let pending: (() => void) | null = null;

/** Remembers how to commit what is being typed. Returns how to forget it. */
export function setPendingEdit(commit: () => void): () => void {
  pending = commit;
  return () => {
    if (pending === commit) pending = null;
  };
}

/** Makes what is being typed a value, as leaving its field would: a command must not miss it. */
export function commitPendingEdit(): void {
  const commit = pending;
  pending = null;
  commit?.();
}
