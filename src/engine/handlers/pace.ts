import { analyze } from '../../network/analyze.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { pastRuns } from '../speed/past.ts';
import { readDocument } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

export function paceHandlers({ speedometer, store }: EngineContext): Pick<Handlers, 'engine.pace'> {
  return {
    'engine.pace': async ({ document, measure }) => {
      const entry = await speedometer.read(measure);
      if (!entry) return { speed: null, past: null };
      return {
        speed: entry.speed,
        past: await pastRuns(analyze(readDocument(document), null), store, entry),
      };
    },
  };
}
