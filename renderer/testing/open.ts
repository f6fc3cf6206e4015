import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { templateOf } from '../../templates/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';

/** For tests: a template as the open document, with no undo steps. @throws where no template has that id */
export function beginTemplate(id: string): ConvasDocument {
  const parsed = parseDocument(templateOf(id)?.text ?? '');
  if (!parsed.ok) throw new Error(`no template "${id}"`);
  useDocument.getState().begin(parsed.document);
  return parsed.document;
}
