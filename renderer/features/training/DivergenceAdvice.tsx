import { Button } from '@mantine/core';
import { setTraining } from '../../../src/document/operations/settings.ts';
import { namePath } from '../../../src/document/place.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { defaultPretraining } from '../../stores/runs/compareStore.ts';
import { isPretraining, type Run } from '../../stores/runs/runMachine.ts';
import { Note } from '../../ui/Note.tsx';
import { formatTyped } from '../../ui/numbers.ts';
import { learningRateOf } from './settings/kinds.ts';
import classes from './training.module.css';

const strings = t.training;

/** Where the loss stopped being a number, and what helps against it, the first of it as a button. */
export function DivergenceAdvice({ run }: { readonly run: Run }) {
  const name = useDocument(({ document }) => {
    const named = run.layer === null ? null : namePath(document, run.layer);
    return named === run.layer ? null : named;
  });
  const optimizer = useDocument((state) => state.document.training.optimizer);
  const pretraining = useDocument((state) => state.document.training.pretraining);
  // Pretraining has a rate of its own.
  const own = isPretraining(run) ? pretraining : null;
  const rate = own?.learningRate ?? learningRateOf(optimizer);
  const usual = own
    ? defaultPretraining().learningRate
    : learningRateOf({ kind: optimizer.kind, params: {} });
  // A tenth of what is beyond all measure would diverge again.
  const beyond = rate !== null && usual !== null && rate / 10 > 100 * usual;
  const lower = rate === null ? null : Number((beyond ? usual : rate / 10).toPrecision(3));
  const words = strings.diverged;
  const label = (): string =>
    (own ? strings.pretraining : words).lowerRate(lower === null ? '' : formatTyped(lower));
  const lowerRate = (): void => {
    if (lower === null) return;
    const change = own
      ? { pretraining: { ...own, learningRate: lower } }
      : { optimizer: { ...optimizer, params: { ...optimizer.params, learningRate: lower } } };
    useDocument.getState().commit(label, (document) => setTraining(document, change));
  };
  return (
    <Note
      tone="error"
      title={name !== null ? words.at(name) : sentence(run.message) || strings.states.diverged.about}
      action={
        <>
          {lower !== null && (
            <Button variant="default" onClick={lowerRate}>
              {label()}
            </Button>
          )}
          {name !== null && run.layer !== null && (
            <Button variant="default" onClick={() => useSelection.getState().reveal(run.layer!)}>
              {strings.controls.showLayer(name)}
            </Button>
          )}
        </>
      }
    >
      {name !== null && run.message && <p>{sentence(run.message)}</p>}
      <p>{words.tryThis}</p>
      <ul className={classes['advice']}>
        {words.advice.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Note>
  );
}
