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

/** The analysis of what computes nothing and hands on what arrives: a bypassed layer, or a block's port. */
export const passThroughAnalysis = (
  node: { readonly id: string; readonly kind: string; readonly name: string },
  from: LayerAnalysis | undefined,
  takesInput: boolean,
): LayerAnalysis => {
  const shape = from?.outputShape ?? null;
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    inputShapes: shape && takesInput ? [shape] : [],
    outputShape: shape,
    params: 0,
    trainableParams: 0,
    macs: 0,
    connections: 0,
    receptiveField: from?.receptiveField ?? null,
    activationBytes: 0,
    keptBytes: 0,
  };
};

/** Bypassed layers: the shape and the receptive field of what they pass on. */
export function describeBypassed(
  { bypassed }: Expansion,
  layers: ReadonlyMap<string, LayerAnalysis>,
): BypassedAnalysis[] {
  return bypassed.map(({ id, name, node, sources }) => {
    const output = sources[0] ?? null;
    const from = output === null ? undefined : layers.get(output);
    return { ...passThroughAnalysis({ id, kind: node.kind, name }, from, true), output };
  });
}
