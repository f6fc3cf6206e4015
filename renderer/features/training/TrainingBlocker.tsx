import { Button } from '@mantine/core';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { whyTooLarge } from '../../stores/runs/trainObstacle.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';

const strings = t.training;

/** What is in the way of training, with the way there; nothing when nothing is. */
export function TrainingBlocker() {
  const problems = useAnalysis((state) => state.analysis.problems);
  const empty = useDocument((state) => state.document.layers.length === 0);
  const data = useDocument((state) => state.document.data);
  const totals = useAnalysis((state) => state.analysis.totals);
  const batchSize = useDocument((state) => state.document.training.batchSize);
  const tooLarge = useEngine(({ status }) => whyTooLarge(totals, batchSize, status));
  const errors = problems.filter((problem) => problem.severity === 'error');
  const first = errors.find(({ pending }) => !pending) ?? errors[0];
  const calm = first?.pending ?? false;
  if (empty) return null;
  if (first) {
    const show = (): void => {
      if (first.layer !== null) useSelection.getState().reveal(first.layer);
      useWorkspace.getState().showBottom('problems');
    };
    return (
      <Note
        tone={calm ? 'plain' : 'error'}
        title={calm ? strings.unfinished : strings.obstacles(errors.length)}
        action={
          <Button variant="default" onClick={show}>
            {strings.controls.showProblems}
          </Button>
        }
      >
        {sentence(first.message)}
      </Note>
    );
  }
  if (tooLarge !== '')
    return (
      <Note tone="error" title={strings.tooLarge}>
        {tooLarge}
      </Note>
    );
  if (data !== null) return null;
  return (
    <Note
      tone="warning"
      title={strings.noData}
      action={
        <Button onClick={() => useWorkspace.getState().setStage('data')}>
          {strings.controls.chooseData}
        </Button>
      }
    />
  );
}
