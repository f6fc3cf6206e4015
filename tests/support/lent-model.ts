import type { ConvasDocument } from '../../src/document/schema.ts';
import { toolsOf } from '../../src/engine/insight/tools.ts';
import { openForward } from '../../src/engine/model/open-forward.ts';
import { listWeights, toTensors } from '../../src/engine/model/weights.ts';
import type { LoadedModel } from '../../src/engine/models.ts';
import { checkDocument } from '../../src/engine/training/prepare.ts';
import type { Figure } from '../../src/insight/figure.ts';
import type { Needed, Tools, View } from '../../src/insight/view.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Network } from '../../src/network/network.ts';
import { chainDocument, type Link } from '../engine/documents.ts';
import { openTestBackend } from './backend.ts';

/** A network with given weights, for views. */
export interface Lent {
  readonly network: Network;
  readonly tools: Tools;
  readonly model: LoadedModel;
  /** The last figures of a view. @param own tools in the place of the model's */
  show(
    view: View,
    subject: Partial<Needed>,
    parameters?: object,
    own?: Partial<Tools>,
  ): Promise<readonly Figure[]>;
}

/**
 * @param weightsOf values of a layer's weight, by their names
 * @param change what is other about the document
 */
export async function openLent(
  layers: readonly Link[],
  weightsOf: (layer: string, weight: string, size: number) => Float32Array,
  change: (document: ConvasDocument) => ConvasDocument = (document) => document,
): Promise<Lent> {
  const backend = await openTestBackend();
  const checked = checkDocument(change(chainDocument(layers)), null);
  const { network } = checked;
  const named = listWeights(network);
  const values = new Map(
    named.map(({ key, layer, spec }) => [key, weightsOf(layer.name, spec.name, sizeOf(spec.shape))]),
  );
  const weights = toTensors(backend, named, values);
  const { units } = network.layers.at(-1)!.params as { units?: number };
  const model: LoadedModel = {
    backend,
    checked,
    labels: Array.from({ length: units ?? 0 }, (_, at) => String(at)),
    dataset: 'mnist-10k',
    fingerprint: '',
    borrow: (use) => use(weights),
    forward: openForward(backend, network, { mode: 'eager' }),
    results: null,
  };
  const tools = toolsOf(
    model,
    async () => '',
    () => false,
  );
  return {
    network,
    tools,
    model,
    async show(view, subject, parameters = {}, own = {}) {
      let last: readonly Figure[] = [];
      const chosen = view.parameters.parse(parameters);
      for await (const figures of view.compute({ ...tools, ...own }, subject as Needed, chosen))
        last = figures;
      return last;
    },
  };
}
