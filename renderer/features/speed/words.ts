import { aboutTemplate, templateOf } from '../../../templates/index.ts';
import { t } from '../../i18n/index.ts';

/** A later Convas may have measured engines and networks that this one does not know: they go by their ids. */
export const engineName = (engine: string): string => t.speed.engines[engine] ?? engine;
export function networkName(network: string): string {
  const template = templateOf(network);
  return template ? aboutTemplate(template).title : network;
}
