import { rm } from 'node:fs/promises';
import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { listWeights, type WeightValues } from '../model/weights.ts';
import type { CheckedDocument } from '../training/prepare.ts';
import { checkpointBeforeTraining } from './checkpoint.ts';
import { openCheckpointStore } from './checkpoint-store.ts';
import { claimRun } from './claim.ts';
import type { RunRecord } from './run-record.ts';
import type { RunStore } from './run-store.ts';

/** A network with weights that were trained elsewhere. */
export interface ImportedNetwork {
  readonly document: ConvasDocument;
  readonly checked: CheckedDocument;
  /** By `LAYER/WEIGHT`. */
  readonly weights: WeightValues;
  readonly labels: readonly string[];
  /** Of the run that it was made of: its data, and what was learned of them. */
  readonly origin?: Pick<RunRecord, 'dataset' | 'fingerprint' | 'fitted' | 'target'>;
}

/**
 * Keeps imported weights as a run that has not trained here: it is evaluated, inspected, exported and trained further
 * like any other.
 * @returns its id
 * @throws EngineError `disk-full` or `not-writable`; nothing is left then
 */
export async function keepImported(store: RunStore, imported: ImportedNetwork): Promise<string> {
  const { document, checked, weights, labels, origin } = imported;
  const tensors = listWeights(checked.network).map(({ key, layer, spec }) => {
    const values = weights.get(key);
    if (!values) {
      const values = { run: document.name, layer: layer.name, weight: spec.name };
      throw new EngineError('run-damaged', message('runs.weight-missing', values));
    }
    return { key, shape: spec.shape, values };
  });
  const startedAt = new Date();
  const { id, folder } = await store.create(document.name, startedAt);
  const claim = await claimRun(folder, id);
  const record: RunRecord = {
    format: 'convas-run',
    version: 1,
    id,
    name: document.name || 'Untitled',
    state: 'imported',
    startedAt: startedAt.toISOString(),
    dataset: '',
    fingerprint: '',
    backend: '',
    step: '',
    validationDraw: 'stratified',
    pid: null,
    mark: null,
    labels: [...labels],
    epochs: [],
    test: null,
    params: checked.totals.params,
    seconds: 0,
    message: '',
    rates: [],
    tags: [],
    notes: '',
    ...origin,
  };
  try {
    await store.writeDocument(folder, serializeDocument(document), claim);
    const checkpoints = await openCheckpointStore(folder, claim);
    await checkpoints.write(checkpointBeforeTraining(tensors), { kept: false, keep: 1 });
    await store.writeRecord(folder, record, claim);
  } catch (error) {
    await claim.release();
    // It was made for this run, and holds nothing else.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  await claim.release();
  return id;
}
