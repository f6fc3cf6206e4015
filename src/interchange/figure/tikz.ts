import { escaped } from '../latex/escape.ts';
import { arrowHead, type Mark, type Point, type Scene } from './scene.ts';

const number = (value: number): string => String(Math.round(value * 100) / 100);

const path = (points: readonly Point[]): string =>
  points.map(([x, y]) => `(${number(x)},${number(y)})`).join(' -- ');

const anchors = { start: 'base west', middle: 'base', end: 'base east' } as const;

/** TeX's points and CSS's pixels. */
const pointsOf = (pixels: number): string => number(pixels * 0.75);

/** A figure as a `tikzpicture`, letters set by TeX in the font of the document around it. */
export function tikzOf({ marks }: Scene, title: string): string {
  const names = new Map<string, string>();
  const nameOf = (color: string): string => {
    const known = names.get(color);
    if (known) return known;
    const name = `convas${String.fromCharCode(65 + (names.size % 26))}${names.size >= 26 ? Math.floor(names.size / 26) : ''}`;
    names.set(color, name);
    return name;
  };
  const draw = (mark: Mark): string => {
    if (mark.mark === 'area') {
      const stroke =
        mark.stroke === null ? '' : `,draw=${nameOf(mark.stroke)},line width=${pointsOf(mark.width)}pt`;
      return `\\path[fill=${nameOf(mark.fill)}${stroke},line join=round] ${path(mark.points)} -- cycle;`;
    }
    if (mark.mark === 'line') {
      const dash = mark.dashed ? ',densely dashed' : '';
      const head = mark.arrow
        ? `\n\\path[fill=${nameOf(mark.stroke)}] ${path(arrowHead(mark.points, mark.width))} -- cycle;`
        : '';
      return `\\draw[${nameOf(mark.stroke)},line width=${pointsOf(mark.width)}pt${dash}] ${path(mark.points)};${head}`;
    }
    const size = pointsOf(mark.size);
    return `\\node[anchor=${anchors[mark.anchor]},inner sep=0pt,text=${nameOf(mark.color)},font=\\fontsize{${size}}{${size}}\\selectfont] at (${number(mark.x)},${number(mark.y)}) {${escaped(mark.text)}};`;
  };
  const lines = marks.map(draw);
  const colors = [...names].map(
    ([color, name]) => `\\definecolor{${name}}{HTML}{${color.slice(1).toUpperCase()}}`,
  );
  return [
    `% ${title.replace(/\p{Cc}/gu, ' ')}`,
    '% \\usepackage{tikz}',
    ...colors,
    '\\begin{tikzpicture}[x=0.75pt,y=-0.75pt]',
    ...lines,
    '\\end{tikzpicture}',
    '',
  ].join('\n');
}
