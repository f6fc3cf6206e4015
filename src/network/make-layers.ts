import { substitute } from '../document/formula.ts';
import type { LayerNode } from '../document/schema.ts';
import type { GraphLayer } from './graph.ts';

/** Makes the layer of a graph at a path; `values` are what the formulas of its block compute with. */
export type MakeLayer = (
  path: string,
  name: string,
  node: LayerNode,
  values: LayerNode['params'] | null,
) => GraphLayer;

/** Makes layers for one unfolding after another; each takes over what is unchanged from the one before. */
export function rememberingLayers(): () => MakeLayer {
  let current = new Map<string, { node: LayerNode; key: string; layer: GraphLayer }>();
  const computed = new WeakMap<LayerNode, Map<string, LayerNode>>();
  const compute = (node: LayerNode, values: LayerNode['params'], key: string): LayerNode => {
    const byValues = computed.get(node) ?? new Map<string, LayerNode>();
    computed.set(node, byValues);
    const result = byValues.get(key) ?? substitute(node, values);
    byValues.set(key, result);
    return result;
  };
  // All layers of a repetition have the same values.
  const keys = new WeakMap<LayerNode['params'], string>();
  const keyOf = (values: LayerNode['params']): string => {
    const key = keys.get(values) ?? JSON.stringify(values);
    keys.set(values, key);
    return key;
  };
  return () => {
    const before = current;
    current = new Map();
    return (path, name, node, values) => {
      const key = values === null ? '' : keyOf(values);
      const past = before.get(path);
      const same = past && past.node === node && past.key === key && past.layer.name === name;
      const layer = same ? past.layer : { id: path, name, node: values ? compute(node, values, key) : node };
      current.set(path, { node, key, layer });
      return layer;
    };
  };
}
