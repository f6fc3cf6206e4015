import type { TrainingSettings } from '../../training/settings.ts';
import { requireValue } from '../check.ts';
import { EditError } from '../edit-error.ts';
import { clip, limits } from '../limits.ts';
import { type ConvasDocument, type DataReference, documentSchema } from '../schema.ts';
import { describeIssue } from '../values.ts';

const { data: dataSchema, training: trainingSchema } = documentSchema.shape;

/** The data the network is for; null takes the choice back. @throws EditError for what no file can hold */
export function setData(document: ConvasDocument, data: DataReference | null): ConvasDocument {
  const { error } = dataSchema.safeParse(data);
  if (error) throw new EditError(describeIssue(error.issues[0]!, data));
  return { ...document, data };
}

/** Changes some of the training settings, leaves the others. @throws EditError for what no file can hold */
export function setTraining(document: ConvasDocument, change: Partial<TrainingSettings>): ConvasDocument {
  const training = { ...document.training, ...change };
  for (const [name, value] of Object.entries(change)) requireValue(name, value);
  const { error } = trainingSchema.safeParse(training);
  if (error) throw new EditError(describeIssue(error.issues[0]!, training));
  return { ...document, training };
}

/** A name longer than a file may hold is cut. */
export function setName(document: ConvasDocument, name: string): ConvasDocument {
  return { ...document, name: clip(name, limits.name) };
}

/** A description longer than a file may hold is cut. */
export function setDescription(document: ConvasDocument, description: string): ConvasDocument {
  return { ...document, description: clip(description, limits.text) };
}
