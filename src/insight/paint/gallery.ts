import { sentence } from '../../text/message.ts';
import type { FigureOf } from '../figure.ts';
import { type Drawing, fitText, letter, type Mark, type Palette } from './drawing.ts';
import { type Pixels, paintPhoto } from './paint.ts';

type Gallery = FigureOf<'gallery'>;

/** @returns `[height, width, 4]` */
export function paintGalleryImage({ images, height, width, channels }: Gallery, index: number): Pixels {
  return paintPhoto(images, index * height * width * channels, height, width, channels);
}

/** Units that an image takes on its longer side, by whole steps where it is smaller. */
const side = 84;
const gap = 12;
const maxColumns = 8;

/** Images in rows, their captions below. */
export function drawGallery(figure: Gallery, palette: Palette): Drawing {
  const { height, width, captions } = figure;
  const longest = Math.max(height, width);
  const scale = longest > side ? side / longest : Math.floor(side / longest);
  const lines = captions.map((caption) => sentence(caption).split('\n'));
  const most = Math.max(1, ...lines.map(({ length }) => length));
  const words = Math.max(0, ...lines.flat().map(({ length }) => length)) * (letter.width + 0.5);
  const across = Math.max(width * scale, Math.min(150, words));
  const down = height * scale + 6 + most * 13;
  const columns = Math.max(1, Math.min(maxColumns, captions.length));
  const rows = Math.ceil(captions.length / columns);
  const title = figure.title && sentence(figure.title);
  const top = title ? 28 : gap;
  const marks = captions.flatMap((_, index): readonly Mark[] => {
    const x = gap + (index % columns) * (across + gap);
    const y = top + Math.floor(index / columns) * (down + gap);
    const pixels = paintGalleryImage(figure, index);
    const data = Uint8Array.from(
      { length: height * width * 3 },
      (__, at) => pixels[Math.floor(at / 3) * 4 + (at % 3)]!,
    );
    return [
      { mark: 'image', x, y, scale, image: { width, height, data } },
      ...lines[index]!.map(
        (text, line): Mark => ({
          mark: 'text',
          x,
          y: y + height * scale + 12 + line * 13,
          text: fitText(text, across + gap / 2),
          color: line === 0 ? palette.ink : palette.dim,
          anchor: 'start',
          turned: false,
        }),
      ),
    ];
  });
  const wide = Math.max(title ? 200 : 60, gap + columns * (across + gap));
  return {
    width: wide,
    height: top + rows * (down + gap),
    marks: [
      ...(title
        ? [
            {
              mark: 'text',
              x: gap,
              y: 16,
              text: fitText(title, wide - 2 * gap),
              color: palette.ink,
              anchor: 'start',
              turned: false,
            } as const,
          ]
        : []),
      ...marks,
    ],
  };
}
