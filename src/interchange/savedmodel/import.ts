import { fieldsOf, MalformedError, packedFloatsOf, textOfField } from '../../graph/protobuf-reader.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { documentFile } from '../companions.ts';
import type { Importer } from '../importer.ts';
import { modelOfCarried, readCarried, recordedWeights } from '../restore.ts';

const first = (bytes: Uint8Array, number: number): Uint8Array | null => {
  for (const field of fieldsOf(bytes)) if (field.number === number) return field.bytes;
  return null;
};

/** The bytes of the attribute `value`'s tensor: AttrValue.tensor, TensorProto.tensor_content or float_val. */
function tensorOf(node: Uint8Array): Float32Array | null {
  for (const field of fieldsOf(node)) {
    if (field.number !== 5) continue;
    const key = first(field.bytes, 1);
    const attribute = first(field.bytes, 2);
    if (!key || !attribute || new TextDecoder().decode(key) !== 'value') continue;
    const tensor = first(attribute, 8);
    if (!tensor) return null;
    const content = first(tensor, 4);
    if (content && content.length > 0) return new Float32Array(content.slice().buffer);
    for (const part of fieldsOf(tensor))
      if (part.number === 5) return Float32Array.from(packedFloatsOf(part));
  }
  return null;
}

/** Constants of the first graph, by name. */
function constantsOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const constants = new Map<string, Uint8Array>();
  const metaGraph = first(bytes, 2);
  const graph = metaGraph && first(metaGraph, 2);
  if (!graph) return constants;
  for (const field of fieldsOf(graph)) {
    if (field.number !== 1) continue;
    let name = '';
    let op = '';
    for (const part of fieldsOf(field.bytes)) {
      if (part.number === 1) name = textOfField(part);
      if (part.number === 2) op = textOfField(part);
    }
    if (op === 'Const') constants.set(name, field.bytes);
  }
  return constants;
}

/** SavedModels of ours, with the document that lies beside `saved_model.pb`. Their graph is not run. */
export const savedmodelImporter: Importer = {
  id: 'savedmodel',
  extensions: ['pb'],
  sniff: (_head, name) => /(^|\/)saved_model\.pb$/i.test(name),
  async read({ main: { name: file, bytes }, beside }) {
    const text = await beside(documentFile);
    const carried = readCarried(text && new TextDecoder().decode(text));
    if (!carried) throw new TextError(message('import.foreign-graph', { file, document: documentFile }));
    try {
      const constants = constantsOf(bytes);
      const weights = recordedWeights(carried, (name) => {
        const node = constants.get(name);
        return node ? tensorOf(node) : null;
      });
      if (weights) return modelOfCarried(carried, weights, []);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
    }
    throw new TextError(message('import.foreign-graph', { file, document: documentFile }));
  },
};
