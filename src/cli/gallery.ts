import type { Grade } from '../course/assignment/grade.ts';
import { serializeDocument } from '../document/serialize.ts';
import { networkSource } from '../engine/exports/sources.ts';
import { checkDocument } from '../engine/training/prepare.ts';
import { drawFigure } from '../interchange/figure/draw.ts';
import { figureOptions } from '../interchange/figure/options.ts';
import { svgOf } from '../interchange/figure/svg.ts';
import { language, text } from '../text/language.ts';
import { sentence } from '../text/message.ts';

const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The network as a picture, and how many parameters it has; null where it cannot be computed as it stands. */
async function pictureOf({ document, student }: Grade): Promise<{ svg: string; parameters: number } | null> {
  if (document === null) return null;
  try {
    const checked = checkDocument(document, null);
    const source = await networkSource(checked, [], language());
    const svg = svgOf(drawFigure(source, figureOptions.parse({ captions: false })), { title: student });
    return { svg, parameters: checked.totals.params };
  } catch {
    return null;
  }
}

async function card(grade: Grade): Promise<string> {
  const words = text.commands.grade.gallery;
  const { student, file, points, checks, document, copiesOf, differs } = grade;
  const picture = await pictureOf(grade);
  const content = document && Buffer.from(serializeDocument(document)).toString('base64');
  const name = file.replace(/\.submission\.json$/, '.convas');
  const failed = checks.filter(({ passed }) => !passed).map(({ id }) => id);
  const lines = [
    words.points({ points }),
    ...(picture ? [words.parameters({ count: picture.parameters })] : []),
    ...(failed.length > 0 ? [words.failed({ checks: failed.join(', ') })] : []),
    ...(copiesOf.length > 0 ? [words.copies({ files: copiesOf.join(', ') })] : []),
    ...differs.map((detail) => sentence(detail)),
  ];
  return `<article>
<div class="picture">${picture?.svg ?? `<p>${escaped(words.noPicture)}</p>`}</div>
<h2>${escaped(student)}</h2>
<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>
${content === null ? '' : `<a download="${escaped(name)}" href="data:application/json;base64,${content}">${escaped(words.open({ file: name }))}</a>`}
</article>`;
}

/**
 * What a class handed in, side by side, as one page that asks nothing of a network: each with its picture, its marks and
 * its document to save and open.
 * @param title of the assignment
 */
export async function galleryPage(title: string, grades: readonly Grade[]): Promise<string> {
  const cards = await Promise.all(grades.map(card));
  return `<!doctype html>
<html lang="${language()}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
body { margin: 24px; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 16px; }
article { display: flex; flex-direction: column; padding: 16px; border: 1px solid #8884; border-radius: 8px; }
.picture { height: 140px; padding: 8px; background: #fff; color: #333; border-radius: 4px; }
.picture svg { width: 100%; height: 100%; }
h1 { font-size: 20px; } h2 { margin: 12px 0 4px; font-size: 16px; overflow-wrap: anywhere; }
ul { margin: 0 0 12px; padding-left: 18px; overflow-wrap: anywhere; } a { margin-top: auto; }
</style>
<h1>${escaped(title)}</h1>
<main>
${cards.join('\n')}
</main>
</html>
`;
}
