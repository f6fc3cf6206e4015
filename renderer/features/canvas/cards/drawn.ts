import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { type Box, boundsOf } from '../../../editing/arrange.ts';
import { card, portY, stripHeight } from '../../../editing/card.ts';
import { lookup } from '../../../editing/lookup.ts';
import { lanesOf } from '../wires/lanes.ts';
import { wirePath } from '../wires/wires.ts';

/** Of a wire's stroke and its label to both sides of its path. */
const wireMargin = 16;

/** What surrounds a path of absolute M, H, V, L, Q and C commands: its corners and the points that bend it. */
export function pathBox(d: string): Box {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [, letter, rest] of d.matchAll(/([MHVLQC])([^A-Z]*)/g)) {
    const numbers = rest!.split(/[ ,]+/).filter(Boolean).map(Number);
    for (const [index, value] of numbers.entries()) {
      if (letter === 'H' || (letter !== 'V' && index % 2 === 0)) {
        left = Math.min(left, value);
        right = Math.max(right, value);
      } else {
        top = Math.min(top, value);
        bottom = Math.max(bottom, value);
      }
    }
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What surrounds the wires of a document, with their labels; null where there is none. */
function wiresBox(document: ConvasDocument): Box | null {
  const { layers } = lookup(document);
  const lanes = lanesOf(document);
  const boxes = document.edges.flatMap(({ id, source, target }) => {
    const [from, to] = [layers.get(source)?.position, layers.get(target)?.position];
    if (!from || !to) return [];
    const start = { x: from.x + card.width, y: from.y + portY };
    return [pathBox(wirePath(start, { x: to.x, y: to.y + portY }, lanes.get(id) ?? null).d)];
  });
  const box = boundsOf(boxes);
  return (
    box && {
      x: box.x,
      y: box.y - wireMargin,
      width: box.width,
      height: box.height + 2 * wireMargin,
    }
  );
}

const drawn = new WeakMap<ConvasDocument, { all: Box | null; network: Box | null }>();

/** Cards with the room for their feature maps. */
const cardBoxes = ({ layers }: ConvasDocument): Box[] =>
  layers.map(({ position }) => ({ ...position, width: card.width, height: card.height + stripHeight }));

/**
 * What surrounds a drawing: `network` its cards and wires, `all` its notes as well; null where there are none. Found
 * once for each document.
 */
export function drawnBox(document: ConvasDocument): {
  readonly all: Box | null;
  readonly network: Box | null;
} {
  const known = drawn.get(document);
  if (known) return known;
  const wires = wiresBox(document);
  const network = boundsOf([...cardBoxes(document), ...(wires ? [wires] : [])]);
  const notes = document.notes.map(({ position, size }) => ({ ...position, ...size }));
  const made = { network, all: boundsOf([...(network ? [network] : []), ...notes]) };
  drawn.set(document, made);
  return made;
}
