import { parseDocument } from '../../document/parse.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { baseNames, isBase, openBase } from '../bases/registry.ts';
import { readDocument } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

const nameOf = (document: string): string => {
  const parsed = parseDocument(document);
  return parsed.ok ? parsed.document.name : '';
};

export function transferHandlers({
  store,
}: EngineContext): Pick<Handlers, 'transfer.bases' | 'transfer.source'> {
  return {
    'transfer.bases': async () => ({
      bases: await Promise.all(
        baseNames.map(async (run) => {
          const { document, labels, trained } = await openBase(run)!;
          return { run, name: nameOf(document), accuracy: trained.test.accuracy, classes: labels.length };
        }),
      ),
    }),
    'transfer.source': async ({ run }) => {
      const base = openBase(run);
      if (base) {
        const { document, labels } = await base;
        const parsed = readDocument(document);
        const preprocessing = parsed.data?.preprocessing ?? [...defaultSteps];
        return { run, name: parsed.name, document, labels, preprocessing };
      }
      if (isBase(run)) {
        throw new EngineError('no-such-run', message('runs.no-base', { run, known: [...baseNames] }));
      }
      const { record, document } = await store.read(await store.folderOf(run));
      const parsed = readDocument(document);
      const preprocessing = record.fitted ?? parsed.data?.preprocessing ?? [...defaultSteps];
      return { run: record.id, name: record.name, document, labels: record.labels, preprocessing };
    },
  };
}
