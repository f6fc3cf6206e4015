import type { Expansion } from './expand.ts';
import type { BlockAnalysis, LayerAnalysis } from './network.ts';

/** The instances of blocks as single layers: shapes at their ends, sums over their insides. */
export function describeBlocks(
  { instances }: Expansion,
  layers: ReadonlyMap<string, LayerAnalysis>,
): BlockAnalysis[] {
  return instances.map((instance) => {
    const inside = instance.layers.map((id) => layers.get(id)).filter((layer) => layer !== undefined);
    const sum = (count: (layer: LayerAnalysis) => number): number =>
      inside.reduce((total, layer) => total + count(layer), 0);
    const last = instance.output === null ? undefined : layers.get(instance.output);
    return {
      id: instance.id,
      kind: instance.node.kind,
      name: instance.name,
      inputShapes: instance.sources.flatMap((source) => {
        const shape = source === null ? null : layers.get(source)?.outputShape;
        return shape ? [shape] : [];
      }),
      outputShape: last?.outputShape ?? null,
      params: sum((layer) => layer.params),
      trainableParams: sum((layer) => layer.trainableParams),
      macs: sum((layer) => layer.macs),
      connections: sum((layer) => layer.connections),
      receptiveField: last?.receptiveField ?? null,
      activationBytes: sum((layer) => layer.activationBytes),
      layers: instance.layers,
      output: instance.output,
    };
  });
}
