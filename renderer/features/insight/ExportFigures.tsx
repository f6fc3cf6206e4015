import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import type { Figure } from '../../../src/insight/figure.ts';
import { csvOfFigures, imageOfFigures, svgOfFigures } from '../../../src/insight/paint/several.ts';
import { jsonOf } from '../../../src/insight/paint/text.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';

const strings = t.insight.exporting;

async function pngOf(figures: readonly Figure[]): Promise<Uint8Array> {
  const { width, height, data } = imageOfFigures(figures);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) pixels.set(data.subarray(at * 3, at * 3 + 3), at * 4);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(strings.failed);
  return new Uint8Array(await blob.arrayBuffer());
}

const inBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What the figures become, by the extension of the file. */
const formats = {
  png: pngOf,
  svg: async (figures: readonly Figure[]) => inBytes(svgOfFigures(figures)),
  csv: async (figures: readonly Figure[]) => inBytes(csvOfFigures(figures)),
  json: async (figures: readonly Figure[]) => inBytes(jsonOf(figures)),
} as const;

type Format = keyof typeof formats;
const all = Object.keys(formats) as Format[];

/** Saves what a view shows: as a picture, as vectors, or its numbers. */
export function ExportFigures({
  figures,
  name,
}: {
  readonly figures: readonly Figure[];
  readonly name: string;
}) {
  const save = async (format: Format): Promise<void> => {
    try {
      const file = `${name}.${format}`;
      const place = await host().saveFiles(file, [{ name: file, bytes: await formats[format](figures) }]);
      if (place !== null) notifications.show({ color: 'green', message: strings.saved(place) });
    } catch (error) {
      notifications.show({ color: 'red', message: explain(error) });
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" leftSection={<IconDownload size={14} />}>
          {strings.title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {strings.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
