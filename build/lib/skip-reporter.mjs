import { reportSkipped } from './needs.mjs';
import { print } from './printable.mjs';

/** A Vitest reporter that says why tests were skipped. @param {Record<string, string>} missing */
export const skipReporter = (missing) => ({
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const tagged = tests.filter(({ tags }) => tags.some((tag) => missing[tag]));
    for (const line of reportSkipped(
      tagged.map(({ fullName, tags }) => ({ name: fullName, tags })),
      missing,
    ))
      print(line);
  },
});
