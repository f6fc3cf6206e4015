import type { ImportedLine } from '../../protocol/import.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { ImportedModel, Importer } from '../importer.ts';
import { labelsIn } from '../keras/import.ts';
import type { Config } from '../keras/layer.ts';
import { type CarriedDocument, modelOfCarried, readCarried } from '../restore.ts';
import {
  isMismatch,
  type MatchedWeights,
  type Mismatch,
  matchedWeights,
  ownWeights,
  unlikeTorch,
} from './match.ts';
import { readTensors, type StoredTensors } from './tensors.ts';

function labelsOf(metadata: Config): readonly string[] {
  try {
    return labelsIn({ convas: JSON.parse(String(metadata['convas'])) });
  } catch {
    return [];
  }
}

/** A model of a document with weights of modules that others named. */
function modelFrom(
  { document, network }: CarriedDocument,
  { weights, modules }: MatchedWeights,
  foreign: boolean,
): ImportedModel {
  const report = network.layers.map((layer): ImportedLine => {
    const { id, name } = layer;
    const from = modules.get(id);
    const apart = foreign ? unlikeTorch(layer) : '';
    const source = from === undefined ? '' : message('import.weights-from', { module: from });
    const detail =
      source && apart ? message('common.two', { first: source, second: apart }) : source || apart;
    return { layer: id, name, status: apart ? 'approximated' : 'kept', detail };
  });
  return { document, weights, report, labels: [] };
}

function refusal(file: string, into: readonly string[], mismatch: Mismatch | null): TextError {
  if (into.length !== 1 || !mismatch) return new TextError(message('import.no-network', { file }));
  return new TextError(message('import.other-weights', { file, ...mismatch }));
}

/** @param into documents that the weights may be of, in order @throws TextError where they are of none */
function intoDocument(
  file: string,
  tensors: StoredTensors,
  into: readonly string[],
  foreign: boolean,
): ImportedModel {
  let mismatch: Mismatch | null = null;
  for (const text of into) {
    const known = readCarried(text);
    if (!known) continue;
    const own = foreign ? null : ownWeights(known.network, tensors);
    if (own) return modelFrom(known, own, false);
    const matched = matchedWeights(known.network, tensors);
    if (matched && !isMismatch(matched)) return modelFrom(known, matched, foreign);
    mismatch ??= matched;
  }
  throw refusal(file, into, mismatch);
}

/**
 * Weights as safetensors: of our export of PyTorch, which carries its document; else a state dict of PyTorch, for one of
 * the documents that it may be of.
 */
export const safetensorsImporter: Importer = {
  id: 'safetensors',
  extensions: ['safetensors'],
  sniff: (_head, name) => /\.safetensors$/i.test(name),
  async read({ main: { name: file, bytes }, into = [] }): Promise<ImportedModel> {
    const { tensors, metadata } = readTensors(bytes, file);
    const carried = readCarried(metadata['document']);
    const own = carried && ownWeights(carried.network, tensors);
    if (own) return modelOfCarried(carried, own.weights, labelsOf(metadata));
    return intoDocument(file, tensors, into, metadata['convas'] === undefined);
  },
};
