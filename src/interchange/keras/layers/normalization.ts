import type { Table } from '../layer.ts';
import { axis, codec, constantPart, initialized, same } from '../parts.ts';

const affine = [
  same('epsilon', 'epsilon'),
  same('center', 'center'),
  same('scale', 'scale'),
  initialized('betaInitializer', 'beta_initializer'),
  initialized('gammaInitializer', 'gamma_initializer'),
] as const;

export const normalizations = {
  batchNormalization: codec('BatchNormalization', [
    axis,
    same('momentum', 'momentum'),
    ...affine,
    initialized('movingMeanInitializer', 'moving_mean_initializer'),
    initialized('movingVarianceInitializer', 'moving_variance_initializer'),
    constantPart({ renorm: false }),
  ]),
  layerNormalization: codec('LayerNormalization', [axis, ...affine, constantPart({ rms_scaling: false })]),
  groupNormalization: codec('GroupNormalization', [
    same('groups', 'groups'),
    ...affine,
    constantPart({ axis: -1 }),
  ]),
  /** A class of ours: `convas_layers.py`. */
  localResponseNormalization: codec('LocalResponseNormalization', [
    same('depthRadius', 'depth_radius'),
    same('bias', 'bias'),
    same('alpha', 'alpha'),
    same('beta', 'beta'),
  ]),
} satisfies Partial<Table>;
