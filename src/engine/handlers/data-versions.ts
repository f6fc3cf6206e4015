import { openDataset } from '../../datasets/registry.ts';
import { compareVersions } from '../../datasets/versions/compare.ts';
import { EngineError } from '../../protocol/client.ts';
import type { DataVersion, versionCalls } from '../../protocol/data-version.ts';
import type { CallContext, Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { freeze, parseVersion } from '../data-versions.ts';
import type { EngineContext } from './context.ts';

async function frozen(
  dataset: string,
  { progress, canceled, onCancel }: CallContext<'datasets.freeze' | 'datasets.compare'>,
): Promise<DataVersion> {
  const opened = await openDataset(dataset, { onProgress: progress, canceled });
  return freeze(opened, dataset, {
    onCancel,
    onProgress: (done, total) => progress({ phase: message('versions.freezing'), done, total }),
  });
}

/** Freezing data, and checking whether they are still the same. */
export const dataVersionHandlers = ({
  store,
  dataVersions,
}: Pick<EngineContext, 'store' | 'dataVersions'>): Pick<Handlers, keyof typeof versionCalls> => ({
  'datasets.freeze': async ({ dataset }, context) => {
    const version = await frozen(dataset, context);
    return { version: JSON.stringify(version), fingerprint: version.fingerprint };
  },

  'datasets.compare': async ({ dataset, version }, context) => {
    const before =
      'run' in version
        ? await ofRun({ store, dataVersions }, version.run)
        : parseVersion(version.text, version.name);
    return compareVersions(before, await frozen(dataset ?? before.dataset, context));
  },
});

async function ofRun(
  { store, dataVersions }: Pick<EngineContext, 'store' | 'dataVersions'>,
  run: string,
): Promise<DataVersion> {
  const { record } = await store.read(await store.folderOf(run));
  const kept = await dataVersions.read(record.fingerprint);
  if (!kept) throw new EngineError('invalid', message('versions.none-kept', { run }));
  return kept;
}
