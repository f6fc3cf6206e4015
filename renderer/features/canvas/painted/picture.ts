import { formatShape, type Shape } from '../../../../src/layers/shape.ts';
import { card, portY } from '../../../editing/card.ts';
import { isVariable } from '../../../editing/searchSpace.ts';
import { worstTone } from '../../../ui/problemTone.ts';
import { cardFigure, type PlaneStack, planeStack } from '../cards/planes.ts';
import type { CanvasEdge, LayerFlowNode } from '../flow.ts';
import { detailAt } from '../view/detail.ts';
import { wirePath, wireThickness } from '../wires/wires.ts';
import type { Inks } from './inks.ts';

/** What a network is drawn from when it is far away. */
export interface PaintedScene {
  readonly nodes: readonly LayerFlowNode[];
  readonly edges: readonly CanvasEdge[];
  /** Only the wires are painted: the nodes say where they end. */
  readonly wiresOnly?: boolean;
  /** The largest spatial dimension of the network. */
  readonly extent: number;
  /** The color of a layer by some measure instead of its family's; null where it is to be left gray. */
  readonly shade: ((node: LayerFlowNode) => string | null) | null;
}

export interface VisibleRegion {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** As the cards' style sheet has it, in pixels of the drawing. */
const radius = 12;
const drawingTop = 48;
const enlarged = 2.3;
const nameRoom = 256;
const nameFoot = 4;
const shapeTop = 144;
/** Bypassed layers are dimmed, as the style sheet dims their cards. */
const bypassedAlpha = 0.35;
/** Of a letter's height, about. */
const letterWidth = 0.56;

const meets = ({ x, y }: { x: number; y: number }, { left, top, right, bottom }: Area): boolean =>
  x < right && x + card.width > left && y < bottom && y + card.height > top;

/** More wires than this are drawn as a sample: they would be one surface in any case, and take seconds. */
export const maxStrokes = 2500;
/** Of strokes that are drawn at once: a path of many that cross each other takes far longer than its parts. */
const batch = 50;

interface Stroke {
  readonly edge: CanvasEdge;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** The wires that meet the area; of too many every so-manieth, the same ones wherever the view is. */
export function wiresIn(
  { nodes, edges }: Pick<PaintedScene, 'nodes' | 'edges'>,
  area: Area,
): { readonly strokes: readonly Stroke[]; readonly every: number } {
  const places = new Map(nodes.map((node) => [node.id, node.position]));
  const found: (Stroke & { readonly index: number })[] = [];
  edges.forEach((edge, index) => {
    const from = places.get(edge.source);
    const to = places.get(edge.target);
    if (!from || !to) return;
    if (Math.min(from.x, to.x) > area.right || Math.max(from.x, to.x) + card.width < area.left) return;
    if (Math.min(from.y, to.y) > area.bottom || Math.max(from.y, to.y) + card.height < area.top) return;
    found.push({ edge, from, to, index });
  });
  if (found.length <= maxStrokes) return { strokes: found, every: 1 };
  // A power of two, so that those of a wider view are among those of a narrower one.
  const every = 2 ** Math.ceil(Math.log2(found.length / maxStrokes));
  return { strokes: found.filter(({ index }) => index % every === 0), every };
}

/** Draws the wires that meet the area; how many of them one that is drawn stands for. */
function drawWires(
  context: CanvasRenderingContext2D,
  scene: PaintedScene,
  area: Area,
  zoom: number,
  inks: Inks,
): number {
  const { strokes, every } = wiresIn(scene, area);
  const heavier = detailAt(zoom) === 'card' ? 1 : 1.75;
  const byThickness = new Map<number, Stroke[]>();
  for (const stroke of strokes) {
    const thickness = wireThickness(stroke.edge.data?.shape ?? null) * heavier;
    const same = byThickness.get(thickness) ?? [];
    byThickness.set(thickness, same);
    same.push(stroke);
  }
  context.strokeStyle = inks.line;
  for (const [thickness, same] of byThickness) {
    context.lineWidth = thickness;
    for (let first = 0; first < same.length; first += batch) {
      const path = new Path2D();
      for (const { edge, from, to } of same.slice(first, first + batch)) {
        const start = { x: from.x + card.width, y: from.y + portY };
        path.addPath(new Path2D(wirePath(start, { x: to.x, y: to.y + portY }, edge.data?.lane ?? null).d));
      }
      context.stroke(path);
    }
  }
  return every;
}

/** What lies around a layer: that it is selected, or that something is wrong with it. */
function drawMarks(context: CanvasRenderingContext2D, node: LayerFlowNode, inks: Inks): void {
  const { x, y } = node.position;
  const ring = (color: string, width: number, out: number): void => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(x - out, y - out, card.width + 2 * out, card.height + 2 * out);
  };
  if (worstTone(node.data.problems) === 'error') ring(inks.danger, 8, 9);
  if (isVariable(node.data.layer)) {
    context.setLineDash([14, 10]);
    ring(inks.accent, 4, 7);
    context.setLineDash([]);
  }
  if (node.selected) ring(inks.accent, 5, 2.5);
}

const colorOf = ({ shade }: PaintedScene, node: LayerFlowNode, inks: Inks): string =>
  shade ? (shade(node) ?? inks.line) : inks.hue(node.data.layer.kind);

function drawBlock(
  context: CanvasRenderingContext2D,
  scene: PaintedScene,
  node: LayerFlowNode,
  inks: Inks,
): void {
  context.fillStyle = colorOf(scene, node, inks);
  context.beginPath();
  context.roundRect(node.position.x, node.position.y, card.width, card.height, radius);
  context.fill();
}

/** The planes of a shape as paths, from the top left corner of what they take. */
interface Planes {
  readonly stack: PlaneStack;
  readonly behind: Path2D;
}

function planesOf(shape: Shape, extent: number): Planes {
  const stack = planeStack(shape, extent);
  const { width, height, count, step, box, form } = stack;
  const behind = new Path2D();
  if (form === 'maps')
    for (let plane = count - 1; plane > 0; plane--)
      behind.rect(plane * step.x, box.height - height - plane * step.y, width, height);
  return { stack, behind };
}

function drawStack(
  context: CanvasRenderingContext2D,
  scene: PaintedScene,
  node: LayerFlowNode,
  { planes, zoom, inks }: { planes(shape: Shape): Planes; zoom: number; inks: Inks },
): void {
  const { x, y } = node.position;
  const { layer, analysis, problems } = node.data;
  const hue = colorOf(scene, node, inks);
  const wrong = problems.some(({ severity }) => severity === 'error');
  if (layer.block || wrong || scene.shade) {
    context.fillStyle = wrong ? inks.dangerSoft : scene.shade ? hue : inks.raised;
    context.beginPath();
    context.roundRect(x, y, card.width, card.height, radius);
    context.fill();
    context.strokeStyle = inks.line;
    context.lineWidth = 3;
    context.stroke();
  }
  const shape = analysis?.outputShape;
  if (shape && !scene.shade) {
    const { stack, behind } = planes(shape);
    context.save();
    context.translate(x + card.width / 2, y + drawingTop + cardFigure.height / 2);
    context.scale(enlarged, enlarged);
    context.translate(-stack.box.width / 2, -stack.box.height / 2);
    context.lineWidth = 1;
    context.strokeStyle = hue;
    context.fillStyle = inks.raised;
    context.fill(behind);
    context.stroke(behind);
    const front = [0, stack.box.height - stack.height, stack.width, stack.height] as const;
    context.fillRect(...front);
    context.fillStyle = hue;
    const alpha = context.globalAlpha;
    context.globalAlpha = 0.3 * alpha;
    context.fillRect(...front);
    context.globalAlpha = alpha;
    context.strokeRect(...front);
    context.restore();
  }
  // Smaller than this nothing can be read.
  if (zoom < 0.2) return;
  const size = Math.min(52, Math.max(26, 11 / zoom));
  const letters = Math.floor(nameRoom / (letterWidth * size));
  const { name } = layer;
  context.textAlign = 'center';
  // On the canvas's own background, so that a wire running behind it does not strike it through.
  const written = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
  const wide = written.length * letterWidth * size + 12;
  context.fillStyle = inks.background;
  context.fillRect(x + (card.width - wide) / 2, y + nameFoot - 0.9 * size, wide, 1.15 * size);
  context.fillStyle = inks.text;
  context.font = `600 ${size}px ${inks.font}`;
  context.fillText(written, x + card.width / 2, y + nameFoot);
  if (!shape) return;
  const small = Math.min(34, Math.max(19, 8.5 / zoom));
  context.fillStyle = inks.textDim;
  context.font = `${small}px ${inks.mono}`;
  context.fillText(formatShape(shape), x + card.width / 2, y + shapeTop + small, nameRoom);
}

/** Draws networks; remembers the planes of the shapes that it has drawn. */
export function createPicture() {
  let extent = 0;
  let known = new Map<string, Planes>();
  return {
    /**
     * @param view where the drawing lies in the context's own pixels
     * @param size of what can be seen of it, in these pixels
     * @returns how many wires one that is drawn stands for
     */
    draw(
      context: CanvasRenderingContext2D,
      scene: PaintedScene,
      view: VisibleRegion,
      size: { readonly width: number; readonly height: number },
      inks: Inks,
    ): number {
      if (scene.extent !== extent) known = new Map();
      extent = scene.extent;
      const planes = (shape: Shape): Planes => {
        const key = shape.join();
        const made = known.get(key) ?? planesOf(shape, extent);
        known.set(key, made);
        return made;
      };
      const { x, y, zoom } = view;
      const area = {
        left: -x / zoom,
        top: -y / zoom,
        right: (size.width - x) / zoom,
        bottom: (size.height - y) / zoom,
      };
      context.save();
      context.translate(x, y);
      context.scale(zoom, zoom);
      const every = drawWires(context, scene, area, zoom, inks);
      const blocks = detailAt(zoom) === 'block';
      for (const node of scene.wiresOnly ? [] : scene.nodes) {
        if (!meets(node.position, area)) continue;
        context.globalAlpha = node.data.layer.bypassed ? bypassedAlpha : 1;
        if (blocks) drawBlock(context, scene, node, inks);
        else drawStack(context, scene, node, { planes, zoom, inks });
        context.globalAlpha = 1;
        drawMarks(context, node, inks);
      }
      context.restore();
      return every;
    },
  };
}
