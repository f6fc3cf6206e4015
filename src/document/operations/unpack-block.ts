import { argumentsOf, definitionOf, inputPorts, isPort, outputPort } from '../blocks.ts';
import { substitute } from '../formula.ts';
import { clampPosition } from '../limits.ts';
import { freshIds, layerNames } from '../names.ts';
import type { ConvasDocument, Edge, LayerNode } from '../schema.ts';
import { distinctWires } from './edges.ts';
import { moveLayerTraining } from './layer-training.ts';
import { portDistance } from './make-block.ts';
import { cardHeight, makeRoom } from './room.ts';

/** Replaces an instance by the layers it stands for, wires included; repetitions one after the other. */
export function unpackBlock(
  document: ConvasDocument,
  id: string,
): { document: ConvasDocument; ids: string[] } | null {
  const instance = document.layers.find((layer) => layer.id === id);
  const block = instance && definitionOf(document, instance);
  if (!instance?.block || !block) return null;
  const ports = inputPorts(block);
  const values = argumentsOf(block, instance);
  const inner = block.layers.filter((layer) => !isPort(layer));
  const xs = inner.map((layer) => layer.position.x);
  const ys = inner.map((layer) => layer.position.y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const size = {
    width: Math.max(...xs) - left + portDistance,
    height: Math.max(...ys) - top + cardHeight,
  };
  const { corners, document: roomy } = makeRoom(document, instance, size, instance.block.repeat);
  const layerId = freshIds(document, 'layer');
  const edgeId = freshIds(document, 'edge');
  const uniqueName = layerNames(document);
  const layers: LayerNode[] = [];
  const edges: Edge[] = [];
  const moved: [string, string[]][] = [];
  let ends: readonly (string | undefined)[] = document.edges
    .filter((edge) => edge.target === id)
    .map((edge) => edge.source);
  let exit: string | undefined;
  for (let repetition = 0; repetition < instance.block.repeat; repetition++) {
    const renamed = new Map<string, string | undefined>(ports.map((port, index) => [port.id, ends[index]]));
    for (const layer of inner) {
      const { x, y } = corners[repetition]!;
      const position = clampPosition({ x: x + layer.position.x - left, y: y + layer.position.y - top });
      const copy = {
        ...substitute(layer, values),
        id: layerId(),
        name: uniqueName(layer.name),
        position,
        ...(instance.bypassed && { bypassed: true }),
      };
      renamed.set(layer.id, copy.id);
      moved.push([`${id}/${repetition + 1}/${layer.id}`, [copy.id]]);
      layers.push(copy);
    }
    for (const edge of block.edges) {
      const source = renamed.get(edge.source);
      const target = renamed.get(edge.target);
      if (edge.target === outputPort(block)?.id) exit = source;
      else if (source !== undefined && target !== undefined) edges.push({ id: edgeId(), source, target });
    }
    ends = [exit, ...ends.slice(1)];
  }
  const outside = document.edges.flatMap((edge) => {
    if (edge.target === id) return [];
    if (edge.source !== id) return [edge];
    return exit === undefined ? [] : [{ ...edge, source: exit }];
  });
  const place = document.layers.indexOf(instance);
  const around = [...roomy.layers.slice(0, place), ...layers, ...roomy.layers.slice(place + 1)];
  const ids = layers.map((layer) => layer.id);
  const training = moveLayerTraining(document.training, [...moved, [id, ids]]);
  // A block that hands an input on joins what may be joined already.
  const wires = distinctWires([...outside, ...edges]);
  return { document: { ...roomy, training, layers: around, edges: wires }, ids };
}
