import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import english from '../../../docs/guide/guide.en.md';
import portuguese from '../../../docs/guide/guide.pt-BR.md';
import type { Language } from '../../../src/text/catalogue.ts';
import { language } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import css from './guide.module.css';

/** English stands for a language that the guide is not translated to. */
const guides: Readonly<Partial<Record<Language, string>>> = { en: english, 'pt-BR': portuguese };
const markdown = new MarkdownIt({ html: false });

/** The user guide, which is part of the page: it opens without a network. */
export function GuideFeature() {
  const spoken = language();
  const html = useMemo(() => markdown.render((guides[spoken] ?? english).replace(/^# .*\n/, '')), [spoken]);
  return (
    <section
      className={css['guide']}
      aria-label={t.shell.guide.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
      tabIndex={0}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, and markdown-it escapes HTML
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
