import { parseDocument } from '../../document/parse.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { baseNames, openBase } from '../bases/registry.ts';
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
        baseNames.map(async (base) => {
          const { document, labels, trained } = await openBase(base);
          return { base, name: nameOf(document), accuracy: trained.test.accuracy, classes: labels.length };
        }),
      ),
    }),
    'transfer.source': async ({ source }) => {
      if ('base' in source) {
        const { document, labels } = await openBase(source.base);
        const parsed = readDocument(document);
        const preprocessing = parsed.data?.preprocessing ?? [...defaultSteps];
        return { source, name: parsed.name, document, labels, preprocessing };
      }
      const { record, document } = await store.read(await store.folderOf(source.run));
      const parsed = readDocument(document);
      const preprocessing = record.fitted ?? parsed.data?.preprocessing ?? [...defaultSteps];
      const { id, name, labels } = record;
      return { source: { run: id }, name, document, labels, preprocessing };
    },
  };
}
