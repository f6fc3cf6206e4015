import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { serializeDocument } from '../../document/serialize.ts';
import { readRegular } from '../../files/read.ts';
import type { ImportedModel, ImportSource } from '../../interchange/importer.ts';
import { importerOf, importers } from '../../interchange/importers.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ImportFrom } from '../../protocol/import.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { keepImported } from '../runs/imported-run.ts';
import { type CheckedDocument, checkDocument, readDocument } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

/** Bytes of a model's file that fit into memory beside what is made of them. */
const maxModelBytes = 4 * 1024 ** 3 - 1;

/** A file of the folder that the model is in; null where there is none, and for what lies elsewhere. */
async function readBeside(path: string, name: string): Promise<Uint8Array | null> {
  if (basename(name) !== name || name === '..' || name === '.') return null;
  try {
    const folder = dirname(await realpath(path));
    const real = await realpath(join(dirname(path), name));
    return dirname(real) === folder ? await readRegular(real, maxModelBytes) : null;
  } catch {
    return null;
  }
}

async function sourceOf(from: ImportFrom): Promise<ImportSource> {
  if ('bytes' in from) {
    const { beside = [] } = from;
    return {
      main: from,
      beside: async (wanted) => beside.find(({ name }) => name === wanted)?.bytes ?? null,
    };
  }
  const bytes = await readRegular(from.path, maxModelBytes);
  return {
    main: { name: basename(from.path), bytes },
    beside: (name) => readBeside(from.path, name),
  };
}

/** The checked document that a run can be made of, or why none can. */
function checkImported({ weights, report }: ImportedModel, text: string): CheckedDocument | { why: Text } {
  const placeholders = report.filter(({ status }) => status === 'placeholder').length;
  if (placeholders > 0) return { why: message('import.no-run-placeholders', { count: placeholders }) };
  if (weights === null) return { why: '' };
  try {
    return checkDocument(readDocument(text), null);
  } catch (error) {
    return { why: message('import.no-run', { why: textOf(error) }) };
  }
}

export function importHandlers({ store }: EngineContext): Pick<Handlers, 'import.model'> {
  return {
    'import.model': async ({ from, into }) => {
      const source = { ...(await sourceOf(from)), into };
      const { name, bytes } = source.main;
      const importer = importerOf(bytes, name);
      if (!importer) {
        const extensions = [
          ...new Set(importers.flatMap((each) => each.extensions.map((extension) => `.${extension}`))),
        ];
        throw new EngineError('invalid', message('import.no-importer', { file: name, extensions }));
      }
      const model = await importer.read(source);
      const { document, weights, report, labels } = model;
      const text = serializeDocument(document);
      const checked = checkImported(model, text);
      const run =
        'network' in checked && weights
          ? await keepImported(store, { document, checked, weights, labels })
          : null;
      return {
        document: text,
        run,
        layers: report.length,
        weights: run === null ? 0 : [...weights!.values()].reduce((sum, { length }) => sum + length, 0),
        report: [...report],
        note: 'why' in checked ? checked.why : '',
      };
    },
  };
}
