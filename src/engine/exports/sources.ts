import { datasetInfo } from '../../datasets/registry.ts';
import type { Inference, NetworkSource, ServingGraph, TrainedNetwork } from '../../interchange/sources.ts';
import { isImageShape, type Preprocessing } from '../../preprocessing/pipeline.ts';
import { stepOf } from '../../preprocessing/registry.ts';
import type { DatasetInfo, RunSummary } from '../../protocol/data.ts';
import type { Language } from '../../text/catalogue.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { formatWeightSource } from '../../training/transfer.ts';
import { isNative, type NativeBackend } from '../backends/native.ts';
import { readingOf } from '../model/outputs.ts';
import { readTensors } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import type { RunStore } from '../runs/run-store.ts';
import { transferredWeights } from '../training/initial.ts';
import { type CheckedDocument, preprocessingOf } from '../training/prepare.ts';
import { calibrationOf } from './calibration.ts';
import { servingGraph } from './serving-graph.ts';
import { operationsOf, storedData } from './stored-data.ts';

/** What is known of data without reading its pixels; null where they are not at hand. */
export const infoOf = (dataset: string | undefined): Promise<DatasetInfo | null> =>
  dataset === undefined ? Promise.resolve(null) : datasetInfo(dataset).catch(() => null);

function inferenceOf(info: DatasetInfo | null, preprocessing: Preprocessing): Inference | null {
  if (!info || !isImageShape(info.sampleShape, info.dtype)) return null;
  const operations = operationsOf(info, preprocessing);
  return operations && { image: info.sampleShape, operations };
}

/**
 * A document as formats get it.
 * @param labels names of the classes; null where the data tell
 * @param store where runs are whose weights it begins with; null where those are not asked for
 */
export async function networkSource(
  checked: CheckedDocument,
  labels: readonly string[] | null,
  language: Language,
  store: RunStore | null = null,
): Promise<NetworkSource> {
  const { document, network, target, settings } = checked;
  const { transfer } = settings;
  const preprocessing = preprocessingOf(document, network);
  const info = await infoOf(document.data?.dataset);
  return {
    name: document.name,
    network,
    document,
    reading: readingOf(checked),
    labels: labels ?? info?.classes ?? [],
    // A trained network is given images as they are: nothing random.
    preprocessing: preprocessing.steps.filter(({ step, off }) => !off && !stepOf(step)?.random),
    inference: inferenceOf(info, preprocessing),
    target,
    data: info && storedData(document.data!.dataset, info, preprocessing),
    initial: transfer &&
      store && {
        from: formatWeightSource(transfer.source),
        read: async () => (await transferredWeights(store, transfer, network)).weights,
      },
    language,
  };
}

const graphOf =
  (model: LoadedModel, backend: NativeBackend) =>
  (outputs: readonly string[]): ServingGraph =>
    model.borrow((weights) => servingGraph(backend, model.checked.network, weights, outputs));

export async function trainedNetwork(
  model: LoadedModel,
  run: RunSummary,
  language: Language,
): Promise<TrainedNetwork> {
  const { network, settings } = model.checked;
  return {
    ...(await networkSource(model.checked, model.labels, language)),
    weights: model.borrow(readTensors),
    servingGraph: isNative(model.backend) ? graphOf(model, model.backend) : null,
    calibration: (examples) => calibrationOf(model, examples),
    frozen: new Set(
      network.layers.flatMap(({ id }) => (layerTraining(settings.layers, id).frozen ? [id] : [])),
    ),
    run,
  };
}
