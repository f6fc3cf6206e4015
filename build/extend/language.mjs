/** A language. A translator's work stands in its folder; here it is a copy of the Portuguese one. */
export const language = {
  name: 'language',
  file: {
    path: 'src/text/es',
    copyOf: 'src/text/pt',
    replace: [
      ['index.ts', 'export const pt', 'export const es'],
      ['index.ts', 'Português (Brasil)', 'Español'],
    ],
  },
  registry: [
    {
      path: 'src/text/catalogue.ts',
      before: "import { pt } from './pt/index.ts';\n",
      insert: "import { es } from './es/index.ts';\n",
    },
    { path: 'src/text/catalogue.ts', after: "{ en, 'pt-BR': pt", insert: ', es' },
  ],
  compiler: [],
  rest: [],
  known: ['src/text/catalogue.ts'],
  tests: [
    {
      path: 'src/text/spanish.test.ts',
      text: `import { expect, it } from 'vitest';
import { languageNames, matchLanguage, setLanguage, text } from './language.ts';

it('is found and shown', () => {
  expect(matchLanguage(['es-AR'])).toBe('es');
  expect(languageNames.es).toBe('Español');
  setLanguage('es');
  expect(text.views.filters.title).toBe('Filtros');
  setLanguage('en');
});
`,
    },
  ],
  proves: ['src/text/spanish.test.ts', 'src/text/message.test.ts'],
};
