import { deflateSync } from 'node:zlib';
import { arrowHead, type Mark, type Point, type Scene, startOf } from './scene.ts';

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** `#aabbcc` as three numbers from 0 to 1. */
const colorOf = (color: string): string =>
  [1, 3, 5].map((at) => number(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');

/** Windows-1252, which is Latin-1 but for these. */
const special: Readonly<Record<string, number>> = { '…': 0x85, '–': 0x96, '—': 0x97, '’': 0x92, '•': 0x95 };

const hex = (text: string): string =>
  [...text]
    .map((sign) => {
      const code = special[sign] ?? sign.codePointAt(0)!;
      return (code < 0x20 || code > 0xff ? 0x3f : code).toString(16).padStart(2, '0');
    })
    .join('');

/** A point is 1/72 of an inch, a CSS pixel 1/96. */
const scale = 0.75;

/** @param height of the page: PDF counts upwards */
function contentOf({ marks, height }: Scene): string {
  const path = (points: readonly Point[]): string =>
    points.map(([x, y], at) => `${number(x)} ${number(height - y)} ${at === 0 ? 'm' : 'l'}`).join(' ');
  const draw = (mark: Mark): string => {
    if (mark.mark === 'area') {
      const stroke = mark.stroke === null ? '' : `${colorOf(mark.stroke)} RG ${number(mark.width)} w `;
      return `${colorOf(mark.fill)} rg ${stroke}${path(mark.points)} h ${mark.stroke === null ? 'f' : 'B'}`;
    }
    if (mark.mark === 'line') {
      const dash = mark.dashed ? `[${number(mark.width * 4)} ${number(mark.width * 3)}] 0 d` : '[] 0 d';
      const head = mark.arrow
        ? ` ${colorOf(mark.stroke)} rg ${path(arrowHead(mark.points, mark.width))} h f`
        : '';
      return `${colorOf(mark.stroke)} RG ${number(mark.width)} w ${dash} ${path(mark.points)} S [] 0 d${head}`;
    }
    return `BT ${colorOf(mark.color)} rg /F1 ${number(mark.size)} Tf ${number(startOf(mark))} ${number(height - mark.y)} Td <${hex(mark.text)}> Tj ET`;
  };
  return [`${scale} 0 0 ${scale} 0 0 cm 1 j`, ...marks.map(draw)].join('\n');
}

const utf16 = (text: string): string =>
  `<feff${[...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))].join('')}>`;

/**
 * A figure as a PDF of one page of its size, letters as text in Helvetica, which every reader has (PDF 1.7).
 * @param attached the document, as a file inside of it
 */
export function pdfOf(
  scene: Scene,
  title: string,
  attached: { readonly name: string; readonly text: string },
): Buffer {
  const stream = (dictionary: string, bytes: Buffer): Buffer => {
    const packed = deflateSync(bytes);
    return Buffer.concat([
      Buffer.from(`<< ${dictionary}/Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]);
  };
  const file = Buffer.from(attached.text, 'utf8');
  const objects: readonly (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [${utf16(attached.name)} 6 0 R] >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(scene.width * scale)} ${number(scene.height * scale)}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    stream('', Buffer.from(contentOf(scene), 'latin1')),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Filespec /F (network.convas) /UF ${utf16(attached.name)} /EF << /F 7 0 R >> >>`,
    stream(`/Type /EmbeddedFile /Params << /Size ${file.length} >> `, file),
    `<< /Title ${utf16(title)} /Producer (Convas) >>`,
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    const body = typeof object === 'string' ? Buffer.from(object) : object;
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${count} /Root 1 0 R /Info 8 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
