import { setTraining } from '../../../../src/document/operations/settings.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';

/** Edits one of the settings; edits of the same field in a row are one step of undo. */
export function change(label: string, field: string, settings: Partial<TrainingSettings>): void {
  useDocument.getState().commit(
    () => t.training.settings.edit(label),
    (document) => setTraining(document, settings),
    `training.${field}`,
  );
}
