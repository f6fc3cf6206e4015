import { basename } from 'node:path';
import type { Lesson } from '../../course/lesson.ts';
import { lessons } from '../../course/lessons.ts';
import { parseLesson } from '../../course/parse.ts';
import { readText } from '../../files/read.ts';
import { text } from '../../text/language.ts';
import { sentence } from '../../text/message.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { CliError, type Result, table } from '../output.ts';

const summary = ({ id, language, title, minutes, steps }: Lesson) => ({
  id,
  language,
  title,
  steps: steps.length,
  minutes,
});

/** @throws CliError with a line for each mistake */
async function check(path: string): Promise<Result> {
  const words = text.commands.lessons;
  const parsed = parseLesson(await readText(path));
  const file = basename(path);
  if (!parsed.ok) {
    const lines = parsed.problems.map(({ line, text: why }) => words.at({ file, line, why: sentence(why) }));
    throw new CliError(lines.join('\n'));
  }
  const { lesson } = parsed;
  const sum = (of: (step: Lesson['steps'][number]) => number): number =>
    lesson.steps.reduce((total, step) => total + of(step), 0);
  const counts = {
    checks: sum((step) => step.checks.length),
    questions: sum((step) => step.questions.length),
  };
  const found = { ...summary(lesson), ...counts };
  return { json: { lesson: found }, lines: [words.good(found)] };
}

export const lessonsCommand: AddCommand = (program, run) => {
  const { description, arguments: about, options, columns } = text.commands.lessons;
  const command = program
    .command('lessons')
    .addArgument(argument(about.file))
    .addOption(option('--check', options.check))
    .description(description);
  run(command, async (_context, path, given) => {
    const file = (given as { readonly check?: string }).check ?? path;
    if (typeof file === 'string') return check(file);
    const found = lessons.map(summary);
    return {
      json: { lessons: found },
      lines: table(
        [columns.id, columns.language, columns.title, columns.steps, columns.minutes],
        found.map(({ id, language, title, steps, minutes }) => [id, language, title, steps, minutes]),
      ),
    };
  });
};
