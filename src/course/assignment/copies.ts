import type { Submission } from './submission.ts';

/** Edits of which so many in a row are needed to say anything. */
const fewest = 3;
/** The share of a submission's rhythm that is another's. Two people never pause alike to the millisecond. */
const suspiciousShare = 0.5;

/**
 * The pauses between edits, two in a row: what stays of a history when layers are renamed, values are changed and all
 * times are moved.
 */
function pausePairsOf({ history }: Submission): Set<string> {
  const pauses = history.slice(1).map(({ at }, index) => Math.round(at - history[index]!.at));
  return new Set(pauses.slice(1).map((pause, index) => `${pauses[index]} ${pause}`));
}

const sharedWith = (own: Set<string>, other: Set<string>): number =>
  [...own].filter((pair) => other.has(pair)).length / Math.max(1, Math.min(own.size, other.size));

/**
 * Of each submission the earlier ones that its history was taken from, by their places. Of two alike the one that was
 * handed in first is taken for the original; of two at the same time the one with fewer edits.
 */
export function findCopies(submissions: readonly Submission[]): readonly (readonly number[])[] {
  const rhythms = submissions.map(pausePairsOf);
  const isEarlier = (a: number, b: number): boolean => {
    const [one, other] = [submissions[a]!, submissions[b]!];
    const when = one.submittedAt.localeCompare(other.submittedAt);
    if (when !== 0) return when < 0;
    return one.history.length === other.history.length ? a < b : one.history.length < other.history.length;
  };
  return submissions.map((_, at) =>
    submissions.flatMap((_other, from) => {
      if (from === at || !isEarlier(from, at)) return [];
      const [own, theirs] = [rhythms[at]!, rhythms[from]!];
      if (Math.min(own.size, theirs.size) < fewest - 1) return [];
      return sharedWith(own, theirs) >= suspiciousShare ? [from] : [];
    }),
  );
}
