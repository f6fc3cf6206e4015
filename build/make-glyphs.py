"""Writes src/interchange/figure/code/glyphs.ts: outlines of Liberation Sans (SIL OFL 1.1), 1000 units to the em.

usage: python make-glyphs.py LiberationSans-Regular.ttf > src/interchange/figure/code/glyphs.ts
"""
import sys
from fontTools.ttLib import TTFont
from fontTools.pens.basePen import BasePen

font = TTFont(sys.argv[1])
glyphs, cmap, scale = font.getGlyphSet(), font.getBestCmap(), 1000 / font['head'].unitsPerEm


class Pen(BasePen):
    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.parts = []

    def put(self, command, *points):
        self.parts.append(command + ' '.join(f'{round(x * scale)} {round(-y * scale)}' for x, y in points))

    def _moveTo(self, point):
        self.put('M', point)

    def _lineTo(self, point):
        self.put('L', point)

    def _qCurveToOne(self, control, point):
        self.put('Q', control, point)

    def _closePath(self):
        self.parts.append('Z')


print("""/** Liberation Sans (SIL Open Font License 1.1), made by build/make-glyphs.py: a character, its advance, its path. */
const table = `""", end='')
rows = []
for code in [*range(33, 127), *range(0xA1, 0x100), 0x2013, 0x2014, 0x2026, 0x2019, 0x2022]:
    if code not in cmap or code == 0xAD:
        continue
    name = cmap[code]
    pen = Pen(glyphs)
    glyphs[name].draw(pen)
    character = chr(code)
    sign = chr(92) + character if character in '`' + chr(92) else character
    rows.append('\t'.join([sign, str(round(glyphs[name].width * scale)), ''.join(pen.parts)]))
print('\n'.join(rows) + """`;

/**
 * Outlines of letters whose widths are those of Helvetica, by character: how far the next one stands, and an SVG path, in
 * thousandths of the em.
 */
export const glyphs: Readonly<Record<string, readonly [advance: number, path: string]>> = {
  ' ': [278, ''],
  '\\u00a0': [278, ''],
  ...Object.fromEntries(
    table.split('\\n').map((line) => {
      const [sign, advance, path] = line.split('\\t') as [string, string, string];
      return [sign, [Number(advance), path]];
    }),
  ),
};""")
