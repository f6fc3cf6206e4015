import { membersIn } from '../../members/index.ts';
import { memberText } from '../../members/look-up.ts';
import type { Catalogue, Translated } from '../../structure.ts';

const known = membersIn('pt-BR');

export const members: Translated<Catalogue['messages']['members']> = {
  title: ({ of, kind }) => memberText(known, of, kind, 'title'),
  name: ({ of, kind }) => memberText(known, of, kind, 'name'),
  caption: ({ view, name }) => memberText(known, 'views', view, 'captions', name),
  figure: ({ figure }) => memberText(known, figure in known.figures ? 'figures' : 'metrics', figure, 'name'),
};
