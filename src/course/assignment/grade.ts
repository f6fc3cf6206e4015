import { traitsOf } from '../../document/compare/traits.ts';
import { parseDocument } from '../../document/parse.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { analyze } from '../../network/analyze.ts';
import type { DataShape } from '../../network/network.ts';
import type { Text } from '../../text/message.ts';
import type { RunScores } from '../check.ts';
import { type Assignment, checksOf } from './assignment.ts';
import { findCopies } from './copies.ts';
import { changedLock } from './locked.ts';
import { faultOf, type HistoryFault, readSubmission, type Submission } from './submission.ts';

/** A file of the folder that is graded. */
export interface SubmissionFile {
  readonly file: string;
  readonly text: string;
}

export interface CheckResult {
  /** Of the assignment's checks, or `opens`, `history`, `locked`. */
  readonly id: string;
  readonly passed: boolean;
}

export interface Grade {
  readonly file: string;
  readonly student: string;
  readonly checks: readonly CheckResult[];
  readonly points: number;
  /** Files of earlier submissions that its history was taken from. */
  readonly copiesOf: readonly string[];
  /** What is wrong with its history; null where nothing is. */
  readonly fault: HistoryFault | null;
  /** What it has otherwise than the assignment's document, in words. */
  readonly differs: readonly Text[];
  /** Null where it could not be read. */
  readonly document: ConvasDocument | null;
}

const documentOf = (value: unknown): ConvasDocument | null => {
  const parsed = parseDocument(JSON.stringify(value));
  return parsed.ok && !parsed.readOnly ? parsed.document : null;
};

/** What a document has otherwise than another, at most so many. */
function differences(start: ConvasDocument, document: ConvasDocument, most = 12): readonly Text[] {
  const before = new Map(traitsOf(start).map(({ path, key }) => [path, key]));
  const found = traitsOf(document).filter(({ path, key }) => before.get(path) !== key);
  return found.flatMap(({ text }) => (text === null ? [] : [text])).slice(0, most);
}

/**
 * Grades what was handed in, without training anything.
 * @param data what is known of the data of the assignment's document
 * @param again scores of runs that were trained again, by file
 * @throws AssignmentError where the assignment itself is wrong
 */
export function gradeAll(
  assignment: Assignment,
  files: readonly SubmissionFile[],
  data: DataShape | null,
  again: ReadonlyMap<string, RunScores> = new Map(),
): readonly Grade[] {
  const checks = checksOf(assignment);
  const start = documentOf(assignment.document);
  const read = files.map(({ text }) => readSubmission(text));
  const present = read.filter((submission): submission is Submission => submission !== null);
  const copies = new Map(
    findCopies(present).map((from, at) => [present[at]!, from.map((place) => present[place]!)]),
  );
  const fileOf = (submission: Submission): string => files[read.indexOf(submission)]!.file;
  return files.map(({ file }, at): Grade => {
    const submission = read[at]!;
    const document = submission && documentOf(submission.document);
    const fault = submission && faultOf(submission, assignment.id, assignment.document);
    const subject = document && {
      document,
      analysis: analyze(document, data),
      run: again.get(file) ?? submission!.run,
    };
    const assigned = checks.map(({ id, points, check }) => ({
      id,
      points,
      passed: subject !== null && check.passes(subject),
    }));
    return {
      file,
      student: submission?.student ?? '',
      checks: [
        { id: 'opens', passed: document !== null },
        { id: 'history', passed: submission !== null && fault === null },
        {
          id: 'locked',
          passed:
            document !== null && start !== null && changedLock(start, document, assignment.locked) === null,
        },
        ...assigned.map(({ id, passed }) => ({ id, passed })),
      ],
      points: assigned.reduce((sum, { passed, points }) => sum + (passed ? points : 0), 0),
      copiesOf: submission ? (copies.get(submission) ?? []).map(fileOf) : [],
      fault: submission ? fault : null,
      differs: start && document ? differences(start, document) : [],
      document,
    };
  });
}
