import { trainingSettingsSchema } from '../training/settings.ts';
import { clip, limits } from './limits.ts';
import { type ConvasDocument, currentVersion } from './schema.ts';

/** An empty document: no layers, no data chosen, the training settings at their defaults. */
export function newDocument(name: string): ConvasDocument {
  return {
    format: 'convas',
    version: currentVersion,
    name: clip(name, limits.name),
    description: '',
    layers: [],
    edges: [],
    notes: [],
    blocks: [],
    data: null,
    training: trainingSettingsSchema.parse({}),
  };
}
