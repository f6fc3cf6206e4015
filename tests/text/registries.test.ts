import { describe, expect, it } from 'vitest';
import type { View } from '../../src/insight/view.ts';
import { views } from '../../src/insight/views/registry.ts';
import { catalogues } from '../../src/text/catalogue.ts';
import { languages } from '../../src/text/language.ts';
import { type Message, message, sentence } from '../../src/text/message.ts';
import { losses } from '../../src/training/losses/registry.ts';
import { metrics } from '../../src/training/metrics/registry.ts';
import { watchable } from '../../src/training/monitor.ts';
import { optimizers } from '../../src/training/optimizers/registry.ts';
import { schedules } from '../../src/training/schedules/registry.ts';
import { templates } from '../../templates/index.ts';

/** Ids of the members of each registry, by the group of the catalogue that tells of them. */
const registries = {
  views: Object.keys(views),
  optimizers: Object.keys(optimizers),
  losses: Object.keys(losses),
  schedules: Object.keys(schedules),
  metrics: Object.keys(metrics),
  figures: watchable,
  templates: templates.map(({ id }) => id),
} as const;
type Group = keyof typeof registries;
const groups = Object.entries(registries) as [Group, readonly string[]][];

const textsOf = (to: (typeof languages)[number], group: Group): Readonly<Record<string, object>> =>
  catalogues[to][group];

describe.each(languages)('the texts of members in %s', (to) => {
  it.each(groups)('tell of every one of the %s, and of no other', (group, ids) => {
    expect(Object.keys(textsOf(to, group)).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      const { title, ...texts } = textsOf(to, group)[id] as { title: string };
      // A title begins with a capital, but for t-SNE, which is a name.
      expect(title, id).toMatch(/^([\p{Lu}\d]|t-SNE)/u);
      for (const text of Object.values(texts))
        if (typeof text === 'string') expect(text.trim(), id).toBe(text);
      expect(sentence(message('members.title', { of: group, kind: id }), to)).toBe(title);
    }
  });

  it('name the options of every view', () => {
    for (const [id, { parameters }] of Object.entries<View>(views)) {
      const texts = (textsOf(to, 'views')[id] as { parameters?: object }).parameters ?? {};
      expect(Object.keys(texts), id).toEqual(Object.keys(parameters.shape));
    }
  });
});

describe('messages', () => {
  const plain = (to: (typeof languages)[number]): [string, string][] =>
    Object.entries(catalogues[to].messages as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
      .flatMap(([area, entries]) =>
        Object.entries(entries).map(([code, entry]): [string, unknown] => [`${area}.${code}`, entry]),
      )
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string');

  it('are translated: none of several words is the same in two languages', () => {
    const english = new Map(plain('en'));
    const same = plain('pt-BR').filter(([key, text]) => english.get(key) === text && text.includes(' '));
    expect(same).toEqual([]);
  });

  it('leave a member that this version does not have by its name', () => {
    const unknown: Message = message('members.title', { of: 'optimizers', kind: 'constructor' });
    expect(languages.map((to) => sentence(unknown, to))).toEqual(languages.map(() => 'constructor'));
  });
});
