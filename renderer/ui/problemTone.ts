import type { Problem } from '../../src/network/network.ts';

/** How loudly a problem is shown: red, yellow, or gray for what is only still to come. */
export type Tone = Problem['severity'] | 'pending';

const worstFirst: readonly Tone[] = ['error', 'warning', 'pending'];

/** What is wrong with a network, or with a run of it. */
type Toned = Pick<Problem, 'severity' | 'pending'>;

export const toneOf = ({ pending, severity }: Toned): Tone => (pending ? 'pending' : severity);

/** The loudest of several problems; undefined where there is none. */
export function worstTone(problems: readonly Toned[]): Tone | undefined {
  const tones = new Set(problems.map(toneOf));
  return worstFirst.find((tone) => tones.has(tone));
}

/** Errors, then warnings, then what is still to come; otherwise in their order. */
export const byTone = <P extends Toned>(problems: readonly P[]): P[] =>
  worstFirst.flatMap((tone) => problems.filter((problem) => toneOf(problem) === tone));
