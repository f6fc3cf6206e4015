import type { NetworkLayer, Repair, SimpleRepair } from '../../network/network.ts';
import { pretrainingStages } from '../../network/pretraining/stages.ts';
import { optimizerOf } from '../../training/optimizers/registry.ts';
import { figure, type TroubleInput } from './trouble.ts';

/** What to try, each as one step of undo; empty where it is not to be had or is in place already. */
type Remedy = readonly Repair[];

const one = (label: string, repairs: readonly SimpleRepair[]): Remedy => {
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

/** Another activation in those layers, with the initialisation that goes with it. */
export function activation(
  layers: readonly NetworkLayer[],
  name: 'relu' | 'elu',
  title = name === 'relu' ? 'ReLU' : 'ELU',
): Remedy {
  const changed = layers.filter(({ params }) => params['activation'] !== name);
  const label =
    changed.length === 1
      ? `Set the activation of ${changed[0]!.name} to ${title}`
      : `Set the activation of ${changed.length} layers to ${title}`;
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
      ? `Insert a batch normalization before ${bare[0]!.name}`
      : `Insert ${bare.length} batch normalizations`;
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
      label: `${factor < 1 ? 'Lower' : 'Raise'} the learning rate to ${figure(learningRate)}`,
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
      label: `Train with ${known.title}`,
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
      label: 'Clip the gradients to a norm of 1',
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
      label: `Insert a dropout after ${last.name}`,
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
      ? `Put an L2 penalty on ${free[0]!.name}`
      : `Put an L2 penalty on ${free.length} layers`;
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
  const present = new Set(network.layers.map(({ kind }) => kind.kind));
  const kinds = [
    {
      kind: 'randomTranslation',
      label: 'Shift the images at random',
      params: { heightFactor: 0.1, widthFactor: 0.1 },
    },
    // A mirrored digit or letter is another one; a mirrored photograph is not.
    ...(entry.outputShape[2] === 3
      ? [{ kind: 'randomFlip', label: 'Mirror the images at random', params: { mode: 'horizontal' } }]
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
      label: 'Pretrain layer by layer',
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
      label: 'Stop early, at the best epoch',
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
  const label = 'Start from biases of 0';
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
