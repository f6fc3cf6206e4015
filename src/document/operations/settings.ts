import type { TrainingSettings } from '../../training/settings.ts';
import type { ConvasDocument, DataReference } from '../schema.ts';

/** The data the network is for; null takes the choice back. */
export function setData(document: ConvasDocument, data: DataReference | null): ConvasDocument {
  return { ...document, data };
}

/** Changes some of the training settings, leaves the others. */
export function setTraining(document: ConvasDocument, change: Partial<TrainingSettings>): ConvasDocument {
  return { ...document, training: { ...document.training, ...change } };
}

export function setName(document: ConvasDocument, name: string): ConvasDocument {
  return { ...document, name: name.slice(0, 200) };
}

export function setDescription(document: ConvasDocument, description: string): ConvasDocument {
  return { ...document, description };
}
