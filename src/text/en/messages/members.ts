import { membersIn } from '../../members/index.ts';
import { memberText } from '../../members/look-up.ts';

const known = membersIn('en');

/** Texts of registries' members inside of other sentences. */
export const members = {
  /** What a member is called: `of` is the group of the catalogue. */
  title: ({ of, kind }: { of: string; kind: string }) => memberText(known, of, kind, 'title'),
  /** A member within a sentence. */
  name: ({ of, kind }: { of: string; kind: string }) => memberText(known, of, kind, 'name'),
  /** Words in the figures of a view. */
  caption: ({ view, name }: { view: string; name: string }) =>
    memberText(known, 'views', view, 'captions', name),
  /** A figure or a metric within a sentence. */
  figure: ({ figure }: { figure: string }) =>
    memberText(known, figure in known.figures ? 'figures' : 'metrics', figure, 'name'),
};
