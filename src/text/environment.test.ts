import { expect, it } from 'vitest';
import { languageOfEnvironment } from './environment.ts';

it.each([
  [{}, 'en-US', 'en'],
  [{}, 'pt-BR', 'pt-BR'],
  [{ LANG: 'pt_BR.UTF-8' }, 'en-US', 'pt-BR'],
  [{ LANG: 'pt_BR.UTF-8', LC_ALL: 'C' }, 'pt-BR', 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'pt_PT' }, 'en-US', 'pt-BR'],
  [{ LANG: 'fr_FR.UTF-8' }, 'pt-BR', 'en'],
  [{ LANG: '', LC_ALL: '' }, 'pt-BR', 'pt-BR'],
  [{ CONVAS_LANG: 'pt-BR', LC_ALL: 'en_US.UTF-8' }, 'en-US', 'pt-BR'],
  [{ CONVAS_LANG: 'xx', LC_ALL: 'pt_BR' }, 'pt-BR', 'en'],
])('%j on a system in %s', (env, system, expected) => {
  expect(languageOfEnvironment(env, system)).toBe(expected);
});
