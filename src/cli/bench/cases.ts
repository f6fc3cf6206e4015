import { templateOf } from '../../../templates/index.ts';
import { analyze } from '../../network/analyze.ts';
import { message } from '../../text/message.ts';
import { documentFrom } from '../document.ts';
import { CliError } from '../output.ts';
import type { Order } from './contender.ts';

/** A network at a batch size. */
export interface Case {
  readonly network: string;
  readonly batch: number;
  readonly steps: number;
}

/** What is measured: networks by their template, the batch sizes they are usually trained with. */
export const cases: readonly Case[] = [
  { network: 'lenet-5', batch: 32, steps: 128 },
  { network: 'lenet-5', batch: 128, steps: 64 },
  { network: 'lenet-5', batch: 512, steps: 32 },
  { network: 'cifar10-cnn', batch: 64, steps: 8 },
  { network: 'resnet20-cifar', batch: 128, steps: 2 },
];

/**
 * Floating-point operations of training on one image: a multiplication and an addition for each multiply-accumulate of
 * convolutions and matrix products, and three times those of the forward pass, since the backward pass computes the
 * gradients of the inputs and of the weights. What else a step does (activations, pooling, normalization, the update)
 * is not counted, nor is it taken off that the first layer needs no gradient of its input.
 */
export const trainingFlops = (macs: number): number => 3 * 2 * macs;

/** The template's network, with Adam at its defaults, as text and resolved; and the FLOPs of training on an image. */
export function orderFor({ network: id, batch, steps }: Case): { order: Order; flops: number } {
  const template = templateOf(id);
  if (!template)
    throw new CliError(
      message('cli.no-such', {
        what: message('cli.network'),
        name: id,
        known: [...new Set(cases.map((each) => each.network))],
      }),
    );
  const document = documentFrom(template.text, id);
  const { network, totals } = analyze(document, null);
  if (!network) throw new CliError(message('cli.case-problems', { network: id }));
  const training = {
    ...document.training,
    batchSize: batch,
    optimizer: { kind: 'adam', params: {} },
    loss: { kind: 'categoricalCrossentropy', params: {} },
  };
  const resolved = {
    params: totals.params,
    trainableParams: totals.trainableParams,
    outputs: [...network.outputs],
    layers: network.layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind.kind,
      params: layer.params,
      inputs: layer.inputs,
      inputShapes: layer.inputShapes,
      outputShape: layer.outputShape,
    })),
  };
  const order: Order = {
    type: 'open',
    document: JSON.stringify({ ...document, training }),
    network: JSON.parse(JSON.stringify(resolved)),
    batch,
    steps,
  };
  return { order, flops: trainingFlops(totals.macs) };
}
