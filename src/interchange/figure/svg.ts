import { glyphs } from './code/glyphs.ts';
import { arrowHead, type Mark, type Point, type Scene, startOf } from './scene.ts';

const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const number = (value: number): string => String(Math.round(value * 100) / 100);

const pointsOf = (points: readonly Point[]): string =>
  points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ');

const anchors = { start: 'start', middle: 'middle', end: 'end' } as const;

/** A text as paths: for what draws without fonts. */
function outlined(mark: Extract<Mark, { mark: 'text' }>): string {
  const scale = mark.size / 1000;
  let x = startOf(mark);
  return [...mark.text]
    .map((sign) => {
      const [advance, path] = glyphs[sign] ?? glyphs['?']!;
      const from = x;
      x += advance * scale;
      if (path === '') return '';
      return `<path transform="translate(${number(from)} ${number(mark.y)}) scale(${scale})" fill="${mark.color}" d="${path}"/>`;
    })
    .join('');
}

function written(mark: Mark, outlines: boolean): string {
  if (mark.mark === 'area') {
    const stroke =
      mark.stroke === null
        ? ''
        : ` stroke="${mark.stroke}" stroke-width="${number(mark.width)}" stroke-linejoin="round"`;
    return `<polygon points="${pointsOf(mark.points)}" fill="${mark.fill}"${stroke}/>`;
  }
  if (mark.mark === 'line') {
    const dash = mark.dashed ? ` stroke-dasharray="${number(mark.width * 4)} ${number(mark.width * 3)}"` : '';
    const head = mark.arrow
      ? `<polygon points="${pointsOf(arrowHead(mark.points, mark.width))}" fill="${mark.stroke}"/>`
      : '';
    return `<polyline points="${pointsOf(mark.points)}" fill="none" stroke="${mark.stroke}" stroke-width="${number(mark.width)}"${dash}/>${head}`;
  }
  if (outlines) return outlined(mark);
  return `<text x="${number(mark.x)}" y="${number(mark.y)}" font-size="${number(mark.size)}" text-anchor="${anchors[mark.anchor]}" fill="${mark.color}">${escaped(mark.text)}</text>`;
}

interface SvgOptions {
  readonly title: string;
  /** Put into the file where programs that draw it do not look. */
  readonly document?: string;
  /** Letters as paths. */
  readonly outlines?: boolean;
  /** Of the picture's sides, in place of those of the scene. */
  readonly size?: readonly [width: number, height: number];
}

/** A figure as SVG, letters as text. */
export function svgOf(scene: Scene, { title, document, outlines = false, size }: SvgOptions): string {
  const [width, height] = size ?? [scene.width, scene.height];
  const metadata =
    document === undefined ? '' : `<metadata id="convas-document">${escaped(document)}</metadata>\n`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(scene.width)} ${number(scene.height)}" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" role="img">
<title>${escaped(title)}</title>
${metadata}${scene.marks.map((mark) => written(mark, outlines)).join('\n')}
</svg>
`;
}
