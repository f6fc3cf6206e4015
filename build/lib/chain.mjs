/** @returns {object} a chain of layers as a document */
export function chain(name, data, training, steps) {
  const layers = steps.map(([kind, params], at) => ({
    id: `l${at}`,
    kind,
    name: `${kind}_${at}`,
    params,
    position: { x: 0, y: 100 * at },
  }));
  const edges = layers.slice(1).map(({ id }, at) => ({ id: `e${at}`, source: `l${at}`, target: id }));
  return {
    format: 'convas',
    version: 6,
    name,
    description: '',
    layers,
    edges,
    notes: [],
    blocks: [],
    data: { preprocessing: [], target: 'label', ...data },
    training: { batchSize: 50, epochs: 3, seed: 1, validationSplit: 0.1, ...training },
  };
}
