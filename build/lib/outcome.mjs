import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot } from './root.mjs';

/**
 * @typedef {{ name: string, message: string }} Failure a test that failed; or a file or a tool, where the failure has
 *   no test
 * @typedef {{ passed: number, failures: Failure[], skipped: { name: string, tags: string[] }[] }} Outcome
 */

const firstLine = (text = '') => text.split('\n', 1)[0].slice(0, 300);

/** @returns {Outcome} */
function outcomeOf(file, { status, message, assertionResults }) {
  const outcome = { passed: 0, failures: [], skipped: [] };
  for (const { status: state, fullName, failureMessages, tags } of assertionResults) {
    if (state === 'passed') outcome.passed += 1;
    else if (state === 'failed')
      outcome.failures.push({ name: `${file}: ${fullName}`, message: firstLine(failureMessages?.[0]) });
    else outcome.skipped.push({ name: fullName, tags });
  }
  // A file that cannot be loaded or set up is a failure without a test of its own.
  if (status === 'failed' && outcome.failures.length === 0)
    outcome.failures.push({ name: file, message: firstLine(message) });
  return outcome;
}

/**
 * What a run of Vitest found, by file.
 * @param {string} report path of its JSON report; it may be missing
 * @param {number} status its exit status
 * @returns {Map<string, Outcome>} under '' what has no file
 */
export function readOutcomes(report, status) {
  const failed = (message) => ({ passed: 0, failures: [{ name: 'the run', message }], skipped: [] });
  if (!existsSync(report)) return new Map([['', failed('left no report')]]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const outcomes = new Map();
  for (const result of testResults) {
    const file = relative(inRoot(), result.name);
    outcomes.set(file, outcomeOf(file, result));
  }
  // An error outside any test is known by the exit status alone.
  if (status !== 0 && failedFiles(outcomes).length === 0)
    outcomes.set('', failed(`ended with status ${status}`));
  return outcomes;
}

/** @param {Map<string, Outcome>} outcomes */
export const failedFiles = (outcomes) =>
  [...outcomes].filter(([, { failures }]) => failures.length > 0).map(([file]) => file);

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export const sumOutcomes = (outcomes) => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
  skipped: outcomes.flatMap(({ skipped }) => skipped),
});
