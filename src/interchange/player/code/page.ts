import { program } from './program.ts';
import { style } from './style.ts';

/** What a player is made of; texts are in the person's language. */
export interface PageParts {
  readonly language: string;
  readonly title: string;
  readonly words: Readonly<Record<string, string>>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The page up to where TensorFlow.js stands. */
export const pageHead = ({ language, title, words }: PageParts): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src blob: data:; media-src blob:">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="about">${escaped(words['about'] ?? '')}</p>
<div class="columns">
<section aria-labelledby="input"><h2 id="input">${escaped(words['input'] ?? '')}</h2><div id="form"></div></section>
<section aria-labelledby="output"><h2 id="output">${escaped(words['output'] ?? '')}</h2><p class="answer" id="answer" aria-live="polite"></p><ol id="list"></ol><p class="error" id="error" role="alert"></p></section>
</div>
</main>
<script>`;

export const afterLibrary = '</script>\n<script type="application/json" id="model">';
export const afterModel = '</script>\n<script type="application/octet-stream" id="weights">';
export const pageEnd = `</script>\n<script>${program}</script>\n</body>\n</html>\n`;
