import { useMemo } from 'react';
import css from './lessons.module.css';
import { renderMarkdown } from './markdown.ts';

/** A lesson's Markdown. */
export function LessonText({ text, inline = false }: { readonly text: string; readonly inline?: boolean }) {
  const html = useMemo(() => renderMarkdown(text, inline), [text, inline]);
  const Element = inline ? 'span' : 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markdown-it escapes HTML, and KaTeX what is in formulas
  return <Element className={css['text']} dangerouslySetInnerHTML={{ __html: html }} />;
}
