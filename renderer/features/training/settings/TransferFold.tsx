import { Button, Switch } from '@mantine/core';
import { unfreezeNext } from '../../../../src/network/transfer/transfer.ts';
import { boundsAt } from '../../../../src/text/describe.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import type { Transfer, WeightSource } from '../../../../src/training/transfer.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { hasEnded } from '../../../stores/runs/runMachine.ts';
import { useRun } from '../../../stores/runs/runStore.ts';
import { openTransfer } from '../../../stores/runs/transferStore.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

const words = t.transfer.fold;

const sourceTitle = (source: WeightSource): string =>
  'base' in source ? (t.transfer.shipped[source.base] ?? source.base) : source.run;

/** Where the first weights come from: random, or a run's; and how far it is unfrozen. */
export function TransferFold({ settings }: { readonly settings: TrainingSettings }) {
  const { transfer } = settings;
  return (
    <Fold
      name="transfer"
      title={words.title}
      summary={transfer ? words.from(sourceTitle(transfer.source)) : words.none}
    >
      <p className={classes['lesson']}>{words.about}</p>
      {transfer && <Fields transfer={transfer} />}
      {transfer && <Unfreezing />}
      <Button
        variant="default"
        className={classes['wide'] ?? ''}
        onClick={() => (transfer ? change(words.remove, 'transfer', { transfer: null }) : openTransfer())}
      >
        {transfer ? words.remove : words.choose}
      </Button>
    </Fold>
  );
}

function Fields({ transfer }: { readonly transfer: Transfer }) {
  const put = (label: string, own: Partial<Transfer>): void =>
    change(label, `transfer.${Object.keys(own).join()}`, { transfer: { ...transfer, ...own } });
  return (
    <>
      <Switch
        className={classes['wide'] ?? ''}
        label={words.cache}
        description={words.cacheAbout}
        checked={transfer.cacheFeatures}
        onChange={(event) => put(words.cache, { cacheFeatures: event.currentTarget.checked })}
      />
      {transfer.cacheFeatures && (
        <NumberField
          label={words.variants}
          about={words.variantsAbout}
          value={transfer.variants}
          step={1}
          bounds={boundsAt(trainingSettingsSchema, 'transfer', 'variants')}
          onChange={(variants) => put(words.variants, { variants })}
        />
      )}
    </>
  );
}

/** One more layer to train, from the weights of this tab's last run on. */
function Unfreezing() {
  const document = useDocument((state) => state.document);
  const last = useRun(({ training }) =>
    training.phase === 'run' && hasEnded(training.run) ? training.run.run : null,
  );
  const { layer } = unfreezeNext(document, { run: last ?? '-' });
  if (layer === null) return <p className={classes['lesson']}>{words.noneFrozen}</p>;
  return (
    <Button
      variant="default"
      className={classes['wide'] ?? ''}
      disabled={last === null}
      title={last === null ? words.noRun : words.unfreezeAbout}
      onClick={() =>
        useDocument.getState().commit(
          () => words.unfrozen(layer),
          (before) => unfreezeNext(before, { run: last! }).document,
        )
      }
    >
      {words.unfrozen(layer)}
    </Button>
  );
}
