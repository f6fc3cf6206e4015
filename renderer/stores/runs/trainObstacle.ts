import type { ConvasDocument } from '../../../src/document/schema.ts';
import { forecastMemory } from '../../../src/network/forecast.ts';
import type { Analysis, Totals } from '../../../src/network/network.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import type { EngineStatus } from '../engine/engineConnection.ts';
import { useEngine } from '../engine/engineStore.ts';

/** Why training cannot fit into the machine's memory, with the way out; empty when it can or nothing is known. */
export function whyTooLarge(totals: Totals, batchSize: number, engine: EngineStatus): string {
  if (engine.state !== 'ready') return '';
  return sentence(forecastMemory(totals, batchSize, engine.info.memory).message);
}

/** What keeps Train from being pressed, in words; null when nothing does. */
export function trainObstacle(
  document: ConvasDocument,
  analysis: Analysis,
  engine: EngineStatus,
): string | null {
  const strings = t.shell.topBar;
  if (document.layers.length === 0) return strings.trainEmpty;
  const errors = analysis.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0 && errors.every(({ pending }) => pending)) return strings.trainUnfinished;
  const [first, ...others] = errors;
  if (first?.onlyTraining && others.length === 0) return sentence(first.message);
  if (errors.length > 0) return strings.trainBlocked(errors.length);
  if (document.data === null) return strings.trainNoData;
  if (engine.state !== 'ready') return t.shell.engine.notReady;
  return whyTooLarge(analysis.totals, document.training.batchSize, engine) || null;
}

/** `trainObstacle` of the document on the canvas, kept up to date. */
export function useTrainObstacle(): string | null {
  const document = useDocument((state) => state.document);
  const analysis = useAnalysis((state) => state.analysis);
  const engine = useEngine((state) => state.status);
  return trainObstacle(document, analysis, engine);
}
