import type { ConvasDocument } from '../../document/schema.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { CheckedDocument } from './prepare.ts';

/** Settings that may be others when a run continues: they say how long it lasts and what is kept of it. */
const free: ReadonlySet<string> = new Set(['epochs', 'earlyStopping', 'checkpoints']);

function withoutRate({ training }: ConvasDocument): ConvasDocument['training'] {
  const { learningRate: _rate, ...params } = training.optimizer.params;
  return { ...training, optimizer: { ...training.optimizer, params } };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What of a network decides its numbers: not where its layers stand on the canvas. */
const computationOf = ({ network }: CheckedDocument): unknown =>
  network.layers.map(({ name, kind, params, inputs }) => [
    name,
    kind.kind,
    params,
    inputs.map((id) => network.layers.find((layer) => layer.id === id)?.name),
  ]);

/**
 * Checks that a run can go on by this document: weights, state and random numbers mean something for the network,
 * the data and the settings that they were made with alone.
 * @throws EngineError `settings`
 */
export function checkSameRun(run: string, before: CheckedDocument, now: CheckedDocument): void {
  const refuse = (detail: Message): EngineError => new EngineError('settings', detail);
  if (!same(computationOf(before), computationOf(now)))
    throw refuse(message('runs.network-changed', { run }));
  if (!same(before.document.data, now.document.data)) throw refuse(message('runs.data-changed', { run }));
  const [old, fresh] = [withoutRate(before.document), withoutRate(now.document)];
  for (const [name, value] of Object.entries(fresh)) {
    if (!free.has(name) && !same(old[name as keyof typeof old], value))
      throw refuse(message('runs.setting-changed', { run, setting: name }));
  }
}
