import { templates } from '../../templates/index.ts';
import { parseDocument } from '../document/parse.ts';
import { type ConvasDocument, dataReferenceSchema } from '../document/schema.ts';
import { codeOf } from '../files/errors.ts';
import { readText } from '../files/read.ts';
import { message, sentence, type Text } from '../text/message.ts';
import { CliError, oneLine, type Streams } from './output.ts';

/** Bytes; far above any network that can be drawn. */
const maxDocumentBytes = 256 * 1024 * 1024;

/** @param name what the text is called in an error @throws CliError */
export function documentFrom(text: string, name: Text, stderr?: Streams['stderr']): ConvasDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new CliError(message('common.named', { name, detail: parsed.error }));
  for (const notice of parsed.notices) stderr?.write(`convas: ${sentence(name)}: ${sentence(notice)}\n`);
  return parsed.document;
}

export const isTemplate = (reference: string): boolean => templates.some(({ id }) => id === reference);

/**
 * A document by a template's id or a file's path. What was fixed on the way in is reported on stderr.
 * @throws CliError where there is none, or it cannot be read
 */
export async function loadDocument(reference: string, stderr: Streams['stderr']): Promise<ConvasDocument> {
  const template = templates.find(({ id }) => id === reference);
  if (template) return documentFrom(template.text, reference);
  let text: string;
  try {
    text = await readText(reference, maxDocumentBytes);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new CliError(oneLine(error));
    const known = templates.map(({ id }) => id).join(', ');
    throw new CliError(message('cli.no-document', { name: reference, templates: known }));
  }
  return documentFrom(text, reference, stderr);
}

/** The document with the data that the command line names, where it names any. @throws CliError without data */
export function withData(document: ConvasDocument, dataset: string | undefined): ConvasDocument {
  const data = document.data ?? dataReferenceSchema.parse({ dataset: '-' });
  const id = dataset ?? document.data?.dataset;
  if (id === undefined) throw new CliError(message('cli.no-data'), 2);
  return { ...document, data: { ...data, dataset: id } };
}
