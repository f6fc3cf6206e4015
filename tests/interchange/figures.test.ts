import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Transformer } from '@napi-rs/image';
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { networkSource } from '../../src/engine/exports/sources.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { drawFigure } from '../../src/interchange/figure/draw.ts';
import { itemsOf } from '../../src/interchange/figure/items.ts';
import { figureOptions } from '../../src/interchange/figure/options.ts';
import { pdf } from '../../src/interchange/pdf/export.ts';
import { png } from '../../src/interchange/png/export.ts';
import type { NetworkSource } from '../../src/interchange/sources.ts';
import { svg } from '../../src/interchange/svg/export.ts';
import { tikz } from '../../src/interchange/tikz/export.ts';
import { templateOf } from '../../templates/index.ts';

const sourceOf = (text: string, language: 'en' | 'pt-BR' = 'en') =>
  networkSource(checkDocument(readDocument(text), null), null, language);
const template = (name: string, language: 'en' | 'pt-BR' = 'en') =>
  sourceOf(templateOf(name)!.text, language);

const textsOf = (source: NetworkSource, given: object = {}): string[] =>
  drawFigure(source, figureOptions.parse(given)).marks.flatMap((mark) =>
    mark.mark === 'text' ? [mark.text] : [],
  );

describe('what a figure shows', () => {
  it('has the layers of the paper with their dimensions, in either language', async () => {
    const texts = textsOf(await template('lenet-5', 'pt-BR'));
    for (const text of ['C1', '6 @ 28 × 28', 'Convolução', '5 × 5', '120 @ 1 × 1', '84'])
      expect(texts).toContain(text);
    expect(texts).not.toContain('Flatten');
    expect(textsOf(await template('lenet-5', 'pt-BR'), { language: 'en' })).toContain('Convolution');
    expect(textsOf(await template('lenet-5'), { layers: 'all' })).toContain('Flatten');
    expect(textsOf(await template('lenet-5'), { captions: false })).toEqual([]);
  });

  it('folds blocks or opens them, with skip connections around what they pass by', async () => {
    const source = await template('resnet20-cifar');
    const options = { layers: 'main' } as const;
    const folded = itemsOf(source, { ...options, blocks: 'folded' });
    const open = itemsOf(source, { ...options, blocks: 'open' });
    expect(folded.length).toBeLessThan(open.length);
    expect(open.filter(({ sign }) => sign === '+')).toHaveLength(9);
    const { marks } = drawFigure(source, figureOptions.parse({ blocks: 'open', style: 'diagram' }));
    const bent = marks.filter((mark) => mark.mark === 'line' && mark.points.length > 10);
    expect(bent).toHaveLength(9);
  });

  it('keeps the sides of maps apart, and what is asked of size and letters', async () => {
    const document = chain('wide', [
      ['input', { shape: [8, 32, 3] }],
      ['conv2d', { filters: 2 }],
      ['flatten'],
      ['dense'],
    ]);
    const source = await sourceOf(serializeDocument(document));
    const [first] = drawFigure(source, figureOptions.parse({})).marks;
    if (first?.mark !== 'area') throw new Error('the first mark is the input');
    const [[left, top], [right], [, bottom]] = first.points as [
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(right - left).toBeGreaterThan(2 * (bottom - top));
    const scene = drawFigure(source, figureOptions.parse({ width: 700, fontSize: 9 }));
    expect(scene.width).toBeCloseTo(700, 6);
    for (const mark of scene.marks)
      if (mark.mark === 'text') expect(Math.abs(mark.size - 9)).toBeLessThan(0.5);
  });
});

describe('files of figures', () => {
  it('are SVG and PNG with the document inside, PDF and TikZ', async () => {
    const source = await template('alexnet');
    const options = { style: 'boxes', colors: 'gray' };
    const text = new TextDecoder().decode(
      (await collectFiles(svg.write(source, svg.options.parse(options))))[0]!.bytes,
    );
    const metadata = /<metadata id="convas-document">(.*)<\/metadata>/s.exec(text)![1]!;
    const inside = metadata
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(parseDocument(inside)).toMatchObject({ ok: true, document: source.document });
    expect(text).not.toMatch(/NaN|Infinity|undefined/);

    const [picture] = await collectFiles(
      png.write(source, png.options.parse({ ...options, width: 640, scale: 1 })),
    );
    const { width } = await new Transformer(picture!.bytes).metadata();
    expect(width).toBe(640);
    expect(Buffer.from(picture!.bytes).includes('iTXtconvas-document')).toBe(true);
    // Something is drawn: not all of it is white.
    const pixels = await new Transformer(picture!.bytes).rawPixels();
    expect(pixels.some((value) => value < 100)).toBe(true);

    const [page] = await collectFiles(pdf.write(source, pdf.options.parse(options)));
    const bytes = Buffer.from(page!.bytes);
    const table = Number(/startxref\n(\d+)/.exec(bytes.toString('latin1'))![1]);
    expect(bytes.toString('latin1', table, table + 4)).toBe('xref');

    const [tex] = await collectFiles(tikz.write(source, tikz.options.parse(options)));
    const drawing = new TextDecoder().decode(tex!.bytes);
    const used = new Set(
      [...drawing.matchAll(/(?:fill=|draw=|text=|\\draw\[)(convas[A-Z]\d*)/g)].map(([, name]) => name),
    );
    for (const name of used) expect(drawing).toContain(`\\definecolor{${name}}`);
    expect(drawing.split('{').length).toBe(drawing.split('}').length);
  });

  it('are PDF that Poppler draws', async (context) => {
    const run = promisify(execFile);
    if (
      !(await run('pdftotext', ['-v']).then(
        () => true,
        () => false,
      ))
    )
      context.skip('pdftotext is not installed');
    const folder = await mkdtemp(join(tmpdir(), 'convas-pdf-'));
    try {
      const [page] = await collectFiles(pdf.write(await template('lenet-5', 'pt-BR'), pdf.options.parse({})));
      await writeFile(join(folder, 'network.pdf'), page!.bytes);
      const { stdout } = await run('pdftotext', [join(folder, 'network.pdf'), '-']);
      expect(stdout).toContain('6 @ 28 × 28');
      expect(stdout).toContain('Convolução');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
