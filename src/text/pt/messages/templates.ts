import type { Catalogue, Translated } from '../../structure.ts';

export const templates: Translated<Catalogue['messages']['templates']> = {
  'course-table': 'tabela dos cursos',
  'option-a': ({ paper }) => `${paper}, opção A`,
};
