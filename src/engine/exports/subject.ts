import type { NetworkSource, RunHistory, TrainedNetwork } from '../../interchange/sources.ts';
import type { Network } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ExportSource } from '../../protocol/export.ts';
import type { Language } from '../../text/catalogue.ts';
import { message } from '../../text/message.ts';
import type { EngineContext } from '../handlers/context.ts';
import { presentRecord } from '../handlers/present-record.ts';
import type { LoadedModel } from '../models.ts';
import { summaryOf } from '../runs/run-record.ts';
import { type RunStore, slug } from '../runs/run-store.ts';
import { readSteps } from '../runs/step-file.ts';
import { withFitted } from '../training/fit-preprocessing.ts';
import { type CheckedDocument, checkDocument, readDocument } from '../training/prepare.ts';
import { infoOf, networkSource, trainedNetwork } from './sources.ts';

/** What is exported, read as far as a format needs it. */
export interface ExportSubject {
  /** Null for a document. */
  readonly run: string | null;
  /** Its network alone: for what a format cannot express. */
  plainNetwork(): Promise<Network>;
  network(language: Language): Promise<NetworkSource>;
  /** @throws EngineError `needs-run` for a document */
  history(): Promise<RunHistory>;
  /** Lends the model while `work` continues. @throws EngineError `needs-run` for a document */
  withModel<T>(
    language: Language,
    work: (trained: TrainedNetwork, model: LoadedModel) => Promise<T>,
  ): Promise<T>;
}

function ofDocument(store: RunStore, text: string, format: string): ExportSubject {
  const refuse = () =>
    Promise.reject(new EngineError('needs-run', message('interchange.needs-run', { format })));
  return {
    run: null,
    plainNetwork: async () => checkDocument(readDocument(text), null).network,
    async network(language) {
      const document = readDocument(text);
      const info = await infoOf(document.data?.dataset);
      return networkSource(checkDocument(document, null, info?.target), null, language, store);
    },
    history: refuse,
    withModel: refuse,
  };
}

function ofRun(
  { models, store, trainer }: Pick<EngineContext, 'models' | 'store' | 'trainer'>,
  run: string,
  checkpoint: number | null,
): ExportSubject {
  const read = async () => {
    const folder = await store.folderOf(run);
    const { record, document } = await store.read(folder);
    return { folder, record: presentRecord(trainer, record), document };
  };
  const checked = async (): Promise<[CheckedDocument, readonly string[]]> => {
    const { record, document } = await read();
    return [
      withFitted(checkDocument(readDocument(document), null, record.target), record.fitted),
      record.labels,
    ];
  };
  return {
    run,
    plainNetwork: async () => (await checked())[0].network,
    async network(language) {
      const [document, labels] = await checked();
      return networkSource(document, labels, language, store);
    },
    async history() {
      const { folder, record } = await read();
      if (trainer.current?.run === run) await trainer.current.steps?.written();
      const { startedAt, epochs, test } = record;
      return { name: slug(record.name), startedAt, epochs, steps: await readSteps(folder), test };
    },
    async withModel(language, work) {
      const summary = summaryOf((await read()).record);
      return models.use(
        run,
        async (model) => work(await trainedNetwork(model, summary, language), model),
        checkpoint,
      );
    },
  };
}

/** @param format its name, for what is reported about a document that it cannot be made from */
export const openSubject = (
  context: Pick<EngineContext, 'models' | 'store' | 'trainer'>,
  source: ExportSource,
  format: string,
): ExportSubject =>
  'document' in source
    ? ofDocument(context.store, source.document, format)
    : ofRun(context, source.run, source.checkpoint ?? null);
