/** A command: the languages that Convas speaks. */
export const command = {
  name: 'command',
  file: {
    path: 'src/cli/commands/languages.ts',
    text: `import { languageNames, languages, text } from '../../text/language.ts';
import type { AddCommand } from '../command.ts';

export const languagesCommand: AddCommand = (program, run) => {
  run(program.command('languages').description(text.commands.languages.description), () => ({
    json: { languages },
    lines: languages.map((id) => \`\${id}  \${languageNames[id]}\`),
  }));
};
`,
  },
  registry: [
    {
      path: 'src/cli/commands/index.ts',
      before: "import { layersCommand } from './layers.ts';\n",
      insert: "import { languagesCommand } from './languages.ts';\n",
    },
    { path: 'src/cli/commands/index.ts', before: '  doctorCommand,\n', insert: '  languagesCommand,\n' },
  ],
  compiler: [/languages\.ts\(\d+,\d+\): error/],
  rest: [
    {
      path: 'src/text/members/commands/machine.ts',
      after: 'export const machine = {\n',
      insert: `  languages: command(
    { description: 'list the languages that Convas speaks' },
    { description: 'lista os idiomas que o Convas fala' },
  ),
`,
    },
  ],
  known: ['src/cli/commands/index.ts', 'src/text/members/commands/machine.ts'],
  tests: [
    {
      path: 'src/cli/commands/languages.test.ts',
      text: `import { expect, it } from 'vitest';
import { commands } from './index.ts';
import { languagesCommand } from './languages.ts';

it('is one of the commands', () => {
  expect(commands).toContain(languagesCommand);
});
`,
    },
  ],
  proves: ['src/cli/commands/languages.test.ts'],
};
