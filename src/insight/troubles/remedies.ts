import type { NetworkLayer, Repair, SimpleRepair } from '../../network/network.ts';
import { pretrainingStages } from '../../network/pretraining/stages.ts';
import { message, type Text } from '../../text/message.ts';
import { optimizerOf } from '../../training/optimizers/registry.ts';
import { titled } from '../../training/texts.ts';
import type { TroubleInput } from './trouble.ts';

/** What to try, each as one step of undo; empty where it is not available or is in place already. */
type Remedy = readonly Repair[];

const one = (label: Text, repairs: readonly SimpleRepair[]): Remedy => {
  const [first] = repairs;
  if (!first) return [];
  return [repairs.length === 1 ? { ...first, label } : { label, action: 'several', repairs }];
};

const takes = ({ kind }: NetworkLayer, parameter: string): boolean =>
  Object.hasOwn(kind.parameters.shape, parameter);

/** Weighted layers before the output, in order. */
function hidden({ network }: TroubleInput): readonly NetworkLayer[] {
  return network.layers.filter(
    ({ id, weights, kind }) =>
      !network.outputs.includes(id) && kind.family !== 'normalization' && weights.some((w) => w.trainable),
  );
}

const followers = ({ network }: TroubleInput, id: string): readonly NetworkLayer[] =>
  network.layers.filter(({ inputs }) => inputs.includes(id));

/** Another activation in those layers, with the initialization that goes with it. */
export function activation(
  layers: readonly NetworkLayer[],
  name: 'relu' | 'elu',
  title = name === 'relu' ? 'ReLU' : 'ELU',
): Remedy {
  const changed = layers.filter(({ params }) => params['activation'] !== name);
  const label =
    changed.length === 1
      ? message('remedies.set-activation', { layer: changed[0]!.name, activation: title })
      : message('remedies.set-activations', { layers: changed.length, activation: title });
  return one(
    label,
    changed.map((layer) => ({
      label,
      action: 'setParams',
      layer: layer.id,
      params: {
        activation: name,
        ...(takes(layer, 'kernelInitializer') && { kernelInitializer: 'heNormal' }),
      },
    })),
  );
}

/** A batch normalization before each of those layers that has none yet. */
export function normalization({ network }: TroubleInput, layers: readonly NetworkLayer[]): Remedy {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  const bare = layers.filter(({ inputs }) => {
    const before = inputs.length === 1 ? byId.get(inputs[0]!) : undefined;
    return before && before.kind.family !== 'normalization' && before.inputs.length > 0;
  });
  const label =
    bare.length === 1
      ? message('remedies.insert-normalization', { layer: bare[0]!.name })
      : message('remedies.insert-normalizations', { layers: bare.length });
  return one(
    label,
    bare.map(({ id }) => ({
      label,
      action: 'insertBefore',
      layer: id,
      kind: 'batchNormalization',
      params: {},
    })),
  );
}

/** The learning rate times a factor. */
export function rate({ training: { optimizer } }: TroubleInput, factor: number): Remedy {
  const known = optimizerOf(optimizer.kind);
  const parsed = known?.parameters.safeParse(optimizer.params);
  const present = parsed?.success ? parsed.data['learningRate'] : null;
  if (typeof present !== 'number') return [];
  const learningRate = Number((present * factor).toPrecision(3));
  return [
    {
      label: message(factor < 1 ? 'remedies.lower-rate' : 'remedies.raise-rate', { rate: learningRate }),
      action: 'setTraining',
      training: { optimizer: { ...optimizer, params: { ...optimizer.params, learningRate } } },
    },
  ];
}

/** Another optimizer, with its defaults. */
export function optimizer({ training }: TroubleInput, kind: string): Remedy {
  const known = optimizerOf(kind);
  if (!known || training.optimizer.kind === kind) return [];
  return [
    {
      label: message('remedies.use-optimizer', { optimizer: titled('optimizers', kind) }),
      action: 'setTraining',
      training: { optimizer: { kind, params: {} } },
    },
  ];
}

/** All gradients together scaled down to a norm of 1 where they are longer (Pascanu, Mikolov, Bengio 2013). */
export function clipping({ training }: TroubleInput): Remedy {
  if (training.clipping.by !== 'none') return [];
  return [
    {
      label: message('remedies.clip'),
      action: 'setTraining',
      training: { clipping: { by: 'globalNorm', limit: 1 } },
    },
  ];
}

/** Dropout before the output, where a network is widest in what it could learn by heart. */
export function dropout(input: TroubleInput): Remedy {
  const last = hidden(input).at(-1);
  if (!last || followers(input, last.id).some(({ kind }) => kind.family === 'regularization')) return [];
  return [
    {
      label: message('remedies.insert-dropout', { layer: last.name }),
      action: 'insertAfter',
      layer: last.id,
      kind: 'dropout',
      params: { rate: 0.5 },
    },
  ];
}

/** An L2 penalty on the kernels of all hidden layers that have none. */
export function penalty(input: TroubleInput): Remedy {
  const free = hidden(input).filter((layer) => takes(layer, 'kernelL2') && layer.params['kernelL2'] === 0);
  const label =
    free.length === 1
      ? message('remedies.add-penalty', { layer: free[0]!.name })
      : message('remedies.add-penalties', { layers: free.length });
  return one(
    label,
    free.map(({ id }) => ({ label, action: 'setParams', layer: id, params: { kernelL2: 1e-3 } })),
  );
}

/** Images that come a little different each time. */
export function augmentation(input: TroubleInput): Remedy {
  const { network } = input;
  const entry = network.layers.find(({ id }) => id === network.inputs[0]);
  if (entry?.outputShape.length !== 3) return [];
  const present = new Set<string>(network.layers.map(({ kind }) => kind.kind));
  const kinds = [
    {
      kind: 'randomTranslation',
      label: message('remedies.shift-images'),
      params: { heightFactor: 0.1, widthFactor: 0.1 },
    },
    // A mirrored digit or letter is another one; a mirrored photograph is not.
    ...(entry.outputShape[2] === 3
      ? [{ kind: 'randomFlip', label: message('remedies.mirror-images'), params: { mode: 'horizontal' } }]
      : []),
  ];
  return kinds
    .filter(({ kind }) => !present.has(kind))
    .map((added) => ({ ...added, action: 'insertAfter', layer: entry.id }));
}

/**
 * First weights found layer by layer, each layer with a gradient of its own (Bengio et al. 2007). For long enough that
 * the upper layers of a deep stack have something to tell apart: after few epochs a sigmoid's outputs are all alike.
 */
export function pretraining({ network, training }: TroubleInput): Remedy {
  if (training.pretraining !== null || pretrainingStages(network, training.layers).length === 0) return [];
  return [
    {
      label: message('remedies.pretrain'),
      action: 'setTraining',
      training: { pretraining: { epochs: 10, learningRate: 0.003, corruption: 0 } },
    },
  ];
}

/** An end when the validation loss no longer falls, with the best epoch's weights. */
export function earlyStopping({ training }: TroubleInput): Remedy {
  if (training.earlyStopping !== null) return [];
  return [
    {
      label: message('remedies.stop-early'),
      action: 'setTraining',
      training: { earlyStopping: { monitor: 'valLoss', patience: 5, minDelta: 0, restoreBest: true } },
    },
  ];
}

/** Biases back to 0, where units were switched off by them. */
export function zeroBias(layers: readonly NetworkLayer[]): Remedy {
  const shifted = layers.filter(
    (layer) => takes(layer, 'biasInitializer') && layer.params['biasInitializer'] !== 'zeros',
  );
  const label = message('remedies.zero-bias');
  return one(
    label,
    shifted.map(({ id }) => ({
      label,
      action: 'setParams',
      layer: id,
      params: { biasInitializer: 'zeros' },
    })),
  );
}
