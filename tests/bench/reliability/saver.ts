import { Documents } from '../../../electron/documents.ts';
import { Drafts } from '../../../electron/drafts.ts';

/*
 * `saver.mjs STATE FILE TEXT FIRST`: saves a document and its draft again and again, each time with another number in
 * it and of another length, until it is killed. Notifies its parent which number is on the disk for sure.
 */

const [, , state = '', path = '', text = '', first = '0'] = process.argv;
const documents = new Documents(state, state);
const drafts = new Drafts(state, documents);
await drafts.load();
const handle = documents.admit(path);
const id = '00000000-0000-4000-8000-000000000000';
for (let number = Number(first); ; number++) {
  const document = { ...JSON.parse(text), name: `save ${number} ${'x'.repeat((number % 7) * 9000)}` };
  const whole = JSON.stringify(document);
  const savedAt = new Date(0).toISOString();
  await drafts.keep({ id, text: whole, handle, name: 'net.convas', version: null, savedAt });
  process.send?.({ drafted: number });
  await documents.save(handle, whole, null);
  process.send?.({ saved: number });
}
