import { Button, Select } from '@mantine/core';
import { withOption } from '../../../../src/datasets/reference.ts';
import type { DataCheck, IssueKind } from '../../../../src/protocol/data-check.ts';
import { t } from '../../../i18n/index.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import type { Answer } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { formatPercent } from '../../../ui/numbers.ts';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import own from './explore.module.css';
import type { Split } from './labels.ts';

const words = t.explore.issues;
/** What makes the test split easier than it should be. */
const doubles: readonly IssueKind[] = ['exact_duplicates', 'near_duplicates'];

/** Places in a split of the examples that have a kind of trouble. */
export function issuePlaces({ issues }: DataCheck, kind: IssueKind, split: Split): ReadonlySet<number> {
  const found = issues.find((issue) => issue.kind === kind);
  const number = split === 'train' ? 0 : 2;
  return new Set([...(found?.indices ?? [])].filter((_index, at) => found?.splits[at] === number));
}

interface IssuesProps {
  readonly dataset: string;
  readonly split: Split;
  /** Examples that the training split has. */
  readonly train: number;
  readonly check: Answer<'datasets.check'>;
  readonly chosen: IssueKind | null;
  readonly onChoose: (kind: IssueKind | null) => void;
  readonly onLook: () => void;
  readonly onStop: () => void;
}

/** Kinds of trouble as a filter, test images that are trained on, and leaving them out of training. */
export function Issues({ dataset, split, train, check, chosen, onChoose, onLook, onStop }: IssuesProps) {
  const importing = useImports((state) => state.importing);
  const readOnly = useDocument((state) => state.readOnly);
  const { arrange, cancel } = useImports.getState();
  const { state, value, progress, error, retry } = check;
  const leaveOut = (kinds: readonly IssueKind[]): void => {
    void arrange(withOption(dataset, 'without', kinds.join()));
  };
  if (importing)
    return <PrepareBar title={words.leavingOut} progress={importing.progress} onCancel={cancel} />;
  if (state === 'failed') return <FailedCall title={words.failed} error={error} retry={retry} />;
  if (state === 'busy') return <PrepareBar title={words.busy} progress={progress} onCancel={onStop} />;
  if (!value)
    return (
      <Button variant="default" onClick={onLook}>
        {words.look}
      </Button>
    );
  const counts = value.issues.map(({ kind }) => ({ kind, count: issuePlaces(value, kind, split).size }));
  const found = chosen === null ? 0 : issuePlaces(value, chosen, 'train').size;
  const { share, pairs } = value.leakage;
  return (
    <>
      <div className={css['bar']}>
        <Select
          aria-label={words.filter}
          w={220}
          data={[
            { value: '', label: words.all },
            ...counts.map(({ kind, count }) => ({
              value: kind,
              label: words.kind(words.kinds[kind].name, count),
              disabled: count === 0,
            })),
          ]}
          value={chosen ?? ''}
          allowDeselect={false}
          onChange={(next) => onChoose(next ? (next as IssueKind) : null)}
        />
        {chosen !== null && (
          <Button
            variant="default"
            disabled={readOnly || found === 0 || found === train}
            onClick={() => leaveOut([chosen])}
          >
            {words.leaveOut}
          </Button>
        )}
      </div>
      {chosen !== null && <p className={css['small']}>{words.kinds[chosen].about}</p>}
      {value.usual.map(({ kind, share: having }) => (
        <p key={kind} className={css['small']}>
          {words.usual(words.kinds[kind].name, formatPercent(having))}
        </p>
      ))}
      <p className={`${css['small']} ${own['leakage']}`}>
        {pairs.length === 0 ? words.noLeakage : words.leakage(formatPercent(share), pairs.length)}
        {pairs.length > 0 && (
          <Button variant="default" size="compact-sm" disabled={readOnly} onClick={() => leaveOut(doubles)}>
            {words.leaveDoubles}
          </Button>
        )}
      </p>
    </>
  );
}
