import type { Pulse } from '../../src/protocol/heartbeat.ts';
import { t } from '../i18n/index.ts';
import type { EngineStatus } from '../stores/engine/engineConnection.ts';

const strings = t.shell.engine;

/** The engine's state in words: "native, op by op". */
export function engineWords(status: EngineStatus, pulse: Pulse = 'steady'): string {
  if (pulse === 'hung') return strings.unanswering;
  if (pulse === 'busy') return strings.busy;
  if (status.state !== 'ready') return strings[status.state];
  const { backend, step } = status.info;
  return `${strings.backends[backend]}, ${strings.steps[step]}`;
}
