import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconTool } from '@tabler/icons-react';
import type { Trouble } from '../../../../src/insight/troubles/trouble.ts';
import { sentence } from '../../../../src/text/message.ts';
import { applyRepairAsEdit } from '../../../actions/repairs.ts';
import { t } from '../../../i18n/index.ts';
import { useHidden } from '../../../stores/course/hidden.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import classes from './health.module.css';

const strings = t.training.health;

export const troubleTitle = (code: string): string =>
  strings.troubles.find((known) => known.code === code)?.title ?? code;

/** What troubles the run, worst first, each with what to try. */
export function TroubleList({ troubles }: { readonly troubles: readonly Trouble[] }) {
  if (troubles.length === 0) {
    return (
      <p className={classes['sound']}>
        <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" />
        {strings.sound}
      </p>
    );
  }
  return (
    <>
      <ul className={classes['troubles']} aria-label={strings.list}>
        {troubles.map((trouble) => (
          <li key={`${trouble.code} ${trouble.layer}`}>
            <TroubleWords trouble={trouble} />
            <Remedies trouble={trouble} />
          </li>
        ))}
      </ul>
      <p className={classes['hint']}>{strings.hint}</p>
    </>
  );
}

function TroubleWords({ trouble: { code, message, layer, epoch } }: { readonly trouble: Trouble }) {
  const name = useDocument((state) => state.document.layers.find(({ id }) => id === layer)?.name);
  return (
    <>
      <h4 className={classes['trouble']}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
        {troubleTitle(code)}
        <span className={classes['when']}>{strings.epoch(String(epoch))}</span>
        {layer !== null && name !== undefined && (
          <Button variant="subtle" size="compact-xs" onClick={() => useSelection.getState().reveal(layer)}>
            {t.training.controls.showLayer(name)}
          </Button>
        )}
      </h4>
      <p className={classes['message']}>{sentence(message)}</p>
    </>
  );
}

/** What to try, each one step of undo. @param most how many are offered */
export function Remedies({ trouble, most = 8 }: { readonly trouble: Trouble; readonly most?: number }) {
  const readOnly = useDocument((state) => state.readOnly);
  const hidden = useHidden('suggestions');
  if (hidden || trouble.repairs.length === 0) return null;
  return (
    <div className={classes['remedies']}>
      {trouble.repairs.slice(0, most).map((repair, at) => (
        <Button
          key={sentence(repair.label)}
          size="compact-xs"
          variant={at === 0 ? 'light' : 'default'}
          leftSection={at === 0 ? <IconTool size={14} stroke={1.75} aria-hidden="true" /> : null}
          disabled={readOnly}
          onClick={() => applyRepairAsEdit(repair)}
        >
          {sentence(repair.label)}
        </Button>
      ))}
    </div>
  );
}
