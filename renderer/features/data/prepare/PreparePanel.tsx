import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { formatShape } from '../../../../src/layers/shape.ts';
import { stepOf } from '../../../../src/preprocessing/registry.ts';
import type { Trace } from '../../../../src/preprocessing/trace.ts';
import { applyRepairAsEdit } from '../../../actions/repairs.ts';
import { t } from '../../../i18n/index.ts';
import { useDataTab } from '../../../stores/data/dataTabStore.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { Note } from '../../../ui/Note.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../data.module.css';
import { Preview } from './Preview.tsx';
import own from './prepare.module.css';
import { StepList } from './StepList.tsx';
import { Target } from './Target.tsx';
import { previewed, usePreview } from './usePreview.ts';

const words = t.prepare;

/** From stored images to the network's input: examples before and after, and the steps between. */
export function PreparePanel() {
  const data = useDocument((state) => state.document.data);
  const readOnly = useDocument((state) => state.readOnly);
  const info = useEngine((state) => state.datasets.find(({ id }) => id === data?.dataset));
  const [epoch, setEpoch] = useState(1);
  const [offset, setOffset] = useState(0);
  const { input, trace, answer } = usePreview(info, epoch, offset);
  const toDatasets = (
    <Button variant="default" onClick={() => useDataTab.getState().show('dataset')}>
      {words.chooseData}
    </Button>
  );
  if (!data)
    return (
      <Note title={words.noData} action={toDatasets}>
        {words.noDataAbout}
      </Note>
    );
  const steps = data.preprocessing;
  const total = answer.value?.total ?? 0;
  return (
    <>
      <section aria-label={words.preview.title}>
        <h2 className={css['title']}>{words.title}</h2>
        {!input && <Note title={words.preview.noInput} />}
        {info?.availability === 'download' && <Note title={words.preview.notHere} action={toDatasets} />}
        {input && info?.availability === 'ready' && !trace?.why && (
          <Preview
            info={info}
            answer={answer}
            random={steps.some(({ step, off }) => !off && stepOf(step)?.random)}
            epoch={epoch}
            onEpoch={setEpoch}
            onOthers={() => setOffset(offset + previewed < total ? offset + previewed : 0)}
          />
        )}
        <Outcome trace={trace} />
      </section>
      <section aria-label={words.steps}>
        <h2 className={css['title']}>{words.steps}</h2>
        <p className={css['small']}>{words.about}</p>
        <StepList
          steps={steps}
          trace={trace}
          fitted={answer.state === 'ready' ? (answer.value?.fitted ?? null) : null}
          learnedFrom={answer.value?.learnedFrom ?? null}
          disabled={readOnly}
        />
      </section>
      <Target target={data.target} disabled={readOnly} />
    </>
  );
}

/** What comes of the steps, and where it does not fit the network, the ways out. */
function Outcome({ trace }: { readonly trace: Trace | null }) {
  const problems = useAnalysis(({ analysis }) => analysis.problems);
  const readOnly = useDocument((state) => state.readOnly);
  const mismatch = problems.find(({ code }) => code === 'input-mismatch');
  const last = trace?.steps.at(-1);
  // The step that cannot be applied says so itself.
  if (trace?.why) return null;
  return (
    <div className={own['outcome']}>
      {last && (
        <p>
          {words.preview.result(
            formatShape(last.shape),
            formatValue(last.range[0]),
            formatValue(last.range[1]),
          )}
        </p>
      )}
      {mismatch && (
        <ProblemNote problem={mismatch} tone="error" readOnly={readOnly} onRepair={applyRepairAsEdit} />
      )}
      {last && !mismatch && (
        <p className={own['fits']}>
          <IconCircleCheck size={14} stroke={1.6} aria-hidden="true" />
          {words.preview.fits}
        </p>
      )}
    </div>
  );
}
