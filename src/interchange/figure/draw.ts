import type { NetworkSource } from '../sources.ts';
import { boxes } from './boxes.ts';
import { diagram } from './diagram.ts';
import { itemsOf } from './items.ts';
import type { FigureOptions, FigureStyle } from './options.ts';
import { planes } from './planes.ts';
import { type Scene, sceneOf } from './scene.ts';

const styles: Readonly<Record<FigureOptions['style'], FigureStyle>> = { planes, boxes, diagram };

/** A figure of the network. Letters are as large as asked in the finished figure, however wide that is. */
export function drawFigure(source: NetworkSource, options: FigureOptions): Scene {
  const language = options.language === 'auto' ? source.language : options.language;
  const items = itemsOf({ ...source, language }, options);
  const draw = (fontSize: number) => styles[options.style](items, { ...options, fontSize });
  const margin = 10;
  if (options.width === 0) return sceneOf(draw(options.fontSize), margin, 0);
  // Larger letters need a wider figure, which is made smaller the more: a few rounds find the size that fits.
  let fontSize = options.fontSize;
  for (let round = 0; round < 6; round++) {
    const natural = sceneOf(draw(fontSize), margin, 0);
    fontSize = Math.min(400, options.fontSize * Math.max(0.05, natural.width / options.width));
  }
  return sceneOf(draw(fontSize), margin, options.width);
}
