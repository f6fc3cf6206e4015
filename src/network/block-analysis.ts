import type { Expansion } from './expand.ts';
import type { BlockAnalysis, BypassedAnalysis, LayerAnalysis } from './network.ts';

/** The instances of blocks as single layers: shapes at their ends, sums over their insides. */
export function describeBlocks(
  { instances }: Expansion,
  layers: ReadonlyMap<string, LayerAnalysis>,
): BlockAnalysis[] {
  return instances.map((instance) => {
    const sums = { params: 0, trainableParams: 0, macs: 0, connections: 0, activationBytes: 0, keptBytes: 0 };
    for (const id of instance.layers) {
      const layer = layers.get(id);
      if (!layer) continue;
      sums.params += layer.params;
      sums.trainableParams += layer.trainableParams;
      sums.macs += layer.macs;
      sums.connections += layer.connections;
      sums.activationBytes += layer.activationBytes;
      sums.keptBytes += layer.keptBytes;
    }
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
      ...sums,
      receptiveField: last?.receptiveField ?? null,
      layers: instance.layers,
      output: instance.output,
    };
  });
}

/** Bypassed layers: the shape and the receptive field of what they pass on. */
export function describeBypassed(
  { bypassed }: Expansion,
  layers: ReadonlyMap<string, LayerAnalysis>,
): BypassedAnalysis[] {
  return bypassed.map(({ id, name, node, sources }) => {
    const output = sources[0] ?? null;
    const from = output === null ? undefined : layers.get(output);
    const shape = from?.outputShape ?? null;
    return {
      id,
      kind: node.kind,
      name,
      inputShapes: shape ? [shape] : [],
      outputShape: shape,
      params: 0,
      trainableParams: 0,
      macs: 0,
      connections: 0,
      receptiveField: from?.receptiveField ?? null,
      activationBytes: 0,
      keptBytes: 0,
      output,
    };
  });
}
