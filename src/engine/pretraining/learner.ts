import { autoencoderOf } from '../../network/pretraining/autoencoder.ts';
import type { Stage } from '../../network/pretraining/stages.ts';
import { message, type Text } from '../../text/message.ts';
import { type PretrainingSettings, reconstructing } from '../../training/pretraining.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import { openStepper, type StepMode } from '../model/open-stepper.ts';
import { layerRandom } from '../model/random.ts';
import type { StepPlan } from '../model/step.ts';
import type { Batch } from '../model/stepper.ts';
import { initialWeights, listWeights, readTensors, type WeightTensors, weightKey } from '../model/weights.ts';
import { type Boltzmann, contrastiveDivergence } from './contrastive-divergence.ts';

export interface LearnerParts {
  readonly plan: StepPlan;
  readonly settings: PretrainingSettings;
  readonly mode: StepMode;
  readonly crashGuard: CrashGuard;
  /** The sizes of batches that will come. */
  readonly batches: readonly number[];
  /** The whole network's weights as they were before this stage. */
  readonly networkWeights: WeightTensors;
}

/** What moves the weights of one stage. */
export interface Learner {
  /** What returns the layer's input, in words: "Conv2DTranspose 1 @ 5x5". */
  readonly decoder: string;
  /** One step on what the layers below give. */
  run(batch: Batch): { readonly loss: number };
  /** Why the last step could not be taken; null where it was. */
  readonly refusal: Text | null;
  /** Lends the stage's weights, by their keys in the network. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  dispose(): void;
}

const autoencoder = (stage: Stage, parts: LearnerParts): Learner => {
  const { plan, settings, networkWeights } = parts;
  const { network, decoder } = autoencoderOf(stage, settings);
  const all = listWeights(network);
  const ofStage = new Set(stage.encoder.map((layer) => layer.id));
  const own = new Set(all.filter(({ layer }) => ofStage.has(layer.id)).map(({ key }) => key));
  const first = initialWeights(all, plan.settings.seed);
  for (const [key, values] of readTensors(new Map([...networkWeights].filter(([key]) => own.has(key))))) {
    first.set(key, values);
  }
  const stepper = openStepper(
    {
      backend: plan.backend,
      network,
      weights: all,
      settings: reconstructing(plan.settings, settings),
      target: 'input',
    },
    { weights: first, slots: new Map(), steps: 0 },
    parts.batches,
    parts.mode,
    parts.crashGuard,
  );
  return {
    decoder,
    refusal: null,
    run: (batch) => stepper.run(batch, settings.learningRate),
    borrow: (use) => stepper.borrow((weights) => use(new Map([...weights].filter(([key]) => own.has(key))))),
    dispose: () => stepper.dispose(),
  };
};

const inUnit = (values: Float32Array): boolean => values.every((value) => value >= 0 && value <= 1);

/** Its visible biases are its own, and are forgotten with it. */
const boltzmann = ({ layer }: Stage, { plan, settings, networkWeights }: LearnerParts): Learner => {
  const { tf } = plan.backend;
  const units = layer.inputShapes[0]![0]!;
  const keys = {
    kernel: weightKey(layer, layer.weights[0]!.name),
    hidden: weightKey(layer, layer.weights[1]!.name),
  };
  let machine: Boltzmann = {
    kernel: tf.clone(networkWeights.get(keys.kernel)!),
    hidden: tf.clone(networkWeights.get(keys.hidden)!),
    visible: tf.zeros([units]),
  };
  const disposeMachine = (): void => tf.dispose([machine.kernel, machine.hidden, machine.visible]);
  let step = 0;
  let refusal: Text | null = null;
  return {
    decoder: `RBM ${units}`,
    get refusal() {
      return refusal;
    },
    run({ x, count }) {
      const values = x.subarray(0, count * units);
      if (!inUnit(values)) {
        refusal = message('engine.boltzmann-range', { layer: layer.name });
        return { loss: Number.NaN };
      }
      step++;
      const { error, ...next } = tf.tidy(() => {
        const random = layerRandom(plan.backend, plan.settings.seed, layer.name, tf.scalar(step, 'int32'));
        const draws = {
          hidden: random.uniform([count, machine.hidden.shape[0]!]),
          visible: random.uniform([count, units]),
        };
        const examples = tf.tensor(values, [count, units], 'float32');
        return contrastiveDivergence(tf, machine, examples, draws, settings.learningRate);
      });
      disposeMachine();
      machine = next;
      const loss = error.dataSync()[0]!;
      error.dispose();
      return { loss };
    },
    borrow: (use) =>
      use(
        new Map([
          [keys.kernel, machine.kernel],
          [keys.hidden, machine.hidden],
        ]),
      ),
    dispose: disposeMachine,
  };
};

/**
 * Opens what pretrains a stage: it and a decoder as an autoencoder (Bengio, Lamblin, Popovici, Larochelle 2007), or as a
 * restricted Boltzmann machine by contrastive divergence (Hinton, Osindero, Teh 2006).
 */
export const openLearner = (stage: Stage, parts: LearnerParts): Learner =>
  parts.settings.method === 'boltzmann' ? boltzmann(stage, parts) : autoencoder(stage, parts);
