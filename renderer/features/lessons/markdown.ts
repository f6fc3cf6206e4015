import katex from 'katex';
import MarkdownIt from 'markdown-it';

/** HTML in a lesson is shown as text: a lesson may come from anybody. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** A formula between dollar signs; a dollar sign before a digit and a space is money. */
const formula = /\$([^$\n]+(?:\n[^$\n]+)*)\$/g;

/** Stands for a formula while Markdown is read: Markdown leaves these characters alone. */
const mark = (at: number): string => `\uE000${at}\uE001`;

/**
 * Markdown with formulas as HTML. Formulas become MathML, which needs neither fonts nor styles.
 * @param inline without the paragraph around it
 */
export function renderMarkdown(text: string, inline = false): string {
  const formulas: string[] = [];
  const marked = text.replace(formula, (_, tex: string) => {
    formulas.push(katex.renderToString(tex, { output: 'mathml', throwOnError: false }));
    return mark(formulas.length - 1);
  });
  const html = inline ? markdown.renderInline(marked) : markdown.render(marked);
  return html.replace(/\uE000(\d+)\uE001/g, (_, at: string) => formulas[Number(at)] ?? '');
}
