import type { PretrainedLayer } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatDuration } from '../../ui/numbers.ts';
import { formatLoss } from '../../ui/tensor/values.ts';
import { useDocument } from '../document/documentStore.ts';
import { log } from '../engine/logStore.ts';
import { forEachTab, type Tab } from '../tabs/tab.ts';
import type { Run } from './runMachine.ts';
import { useRun } from './runStore.ts';

const strings = t.shell.log;

/** What a change of the run's state is called; what goes wrong is reported by the engine itself. */
function stateWords(before: Run['state'], now: Run['state']): string | null {
  if (now === 'running') return before === 'paused' ? strings.ended.resumed : null;
  return now === 'finished' || now === 'stopped' || now === 'paused' ? strings.ended[now] : null;
}

const idOf = ({ layer }: PretrainedLayer): string => layer;

/** Whether a layer has had all its epochs. */
const isDone = ({ losses }: PretrainedLayer, { pretraining }: Run): boolean =>
  pretraining?.at != null && losses.length >= pretraining.at.epochs;

function logRun(tab: Tab, before: Run | null, now: Run): void {
  const { document } = useDocument.of(tab).getState();
  const done = now.epochs.length;
  if (before === null) {
    const { epochs } = document.training;
    log(
      'info',
      done === 0
        ? strings.training(document.name, epochs)
        : strings.continued(document.name, formatCount(done)),
    );
    return;
  }
  const logged = new Set(before.pretraining?.layers.filter((layer) => isDone(layer, before)).map(idOf));
  for (const layer of now.pretraining?.layers ?? []) {
    if (logged.has(layer.layer) || !isDone(layer, now)) continue;
    const error = formatLoss(layer.losses.at(-1)!);
    log('info', () => strings.pretrained(layer.name, error, formatDuration(layer.seconds)));
  }
  for (const { epoch, loss, valLoss, seconds } of now.epochs.slice(before.epochs.length)) {
    const validation = valLoss === null ? null : formatLoss(valLoss);
    log('info', () =>
      strings.epoch(formatCount(epoch), formatLoss(loss), validation, formatDuration(seconds)),
    );
  }
  const words = before.state === now.state ? null : stateWords(before.state, now.state);
  if (words !== null) log('info', words);
}

/** Writes into the log what a run does: its beginning, each epoch, its end. */
export function followRunLog(): void {
  forEachTab((tab) =>
    tab.own(
      useRun.of(tab).subscribe(({ training }, { training: before }) => {
        if (training === before || training.phase !== 'run') return;
        const { run } = training;
        logRun(tab, before.phase === 'run' && before.run.run === run.run ? before.run : null, run);
      }),
    ),
  );
}
