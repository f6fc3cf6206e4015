import { type ActivationName, kerasActivation } from './activations.ts';
import type { InitializerName } from './initializers.ts';
import type { TfjsLayer } from './kind.ts';

/** An initialiser as `model.json` writes it: `{class_name: 'GlorotUniform', config: {}}`. */
export function kerasInitializer(name: InitializerName) {
  return { class_name: name.charAt(0).toUpperCase() + name.slice(1), config: {} };
}

interface Finished {
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly biasInitializer: InitializerName;
}

/**
 * A layer with bias and activation as `model.json` writes it; null if its activation has no name there.
 */
export function kerasLayer(
  className: string,
  params: Finished,
  config: Readonly<Record<string, unknown>>,
): TfjsLayer | null {
  const activation = kerasActivation(params.activation);
  if (activation === null) return null;
  return {
    className,
    config: {
      ...config,
      activation,
      use_bias: params.useBias,
      bias_initializer: kerasInitializer(params.biasInitializer),
    },
  };
}
