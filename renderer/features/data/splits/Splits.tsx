import { Button, SegmentedControl, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { parseReference, writeReference } from '../../../../src/datasets/reference.ts';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import { t } from '../../../i18n/index.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { NumberInput } from '../../../ui/number/NumberInput.tsx';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import own from './splits.module.css';

const words = t.splits;

/** How examples are dealt, as it stands in a reference. */
export interface SplitChoice {
  readonly way: 'given' | 'shares' | 'folds';
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly part: number;
  readonly of: number;
  readonly stratify: boolean;
  readonly group: '' | 'folder' | 'prefix';
  readonly oversample: boolean;
  readonly seed: number;
}

const names = ['split', 'fold', 'stratify', 'group', 'balance', 'seed'];

/** What a reference asks for. */
export function splitChoiceOf(reference: string): SplitChoice {
  const { options } = parseReference(reference);
  const { split, fold, stratify, group, balance, seed } = options;
  const shares = (split ?? '70/15/15').split('/').map(Number);
  const [part = 1, of = 5] = (fold ?? '1/5').split('/').map(Number);
  return {
    way: split !== undefined ? 'shares' : fold !== undefined ? 'folds' : 'given',
    train: shares[0] ?? 70,
    validation: shares.length === 3 ? (shares[1] ?? 0) : 0,
    test: shares.at(-1) ?? 15,
    ...{ part, of },
    stratify: stratify !== 'no',
    group: group === 'folder' || group === 'prefix' ? group : '',
    oversample: balance === 'oversample',
    seed: Number(seed ?? 0),
  };
}

/** The reference that asks for it; of one that asks for nothing, the data as they are. */
export function referenceOf(reference: string, dealing: SplitChoice): string {
  const { path, options } = parseReference(reference);
  const others = Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
  const { way, train, validation, test, part, of, stratify, group, oversample, seed } = dealing;
  const isDealt = way !== 'given';
  return writeReference({
    path,
    options: {
      ...others,
      split: way === 'shares' ? `${train}/${validation}/${test}` : '',
      fold: way === 'folds' ? `${part}/${of}` : '',
      stratify: isDealt && !stratify ? 'no' : '',
      group: isDealt ? group : '',
      balance: oversample ? 'oversample' : '',
      seed: (isDealt || oversample) && seed !== 0 ? String(seed) : '',
    },
  });
}

/** Dealing the examples into splits and folds, and repeating those of small classes. */
export function Splits({ info }: { readonly info: DatasetInfo }) {
  const importing = useImports((state) => state.importing);
  const failed = useImports((state) => state.failed);
  const readOnly = useDocument((state) => state.readOnly);
  const { arrange, cancel } = useImports.getState();
  const [dealing, setDealing] = useState(() => splitChoiceOf(info.id));
  const change = (part: Partial<SplitChoice>): void => setDealing((before) => ({ ...before, ...part }));
  const next = referenceOf(info.id, dealing);
  const { way, train, validation, test } = dealing;
  const isDealt = way !== 'given';
  const isWrong = way === 'shares' && (train <= 0 || test <= 0);
  const share = (name: 'train' | 'validation' | 'test') => (
    <NumberInput
      label={words[name]}
      value={dealing[name]}
      bounds={{ min: name === 'validation' ? 0 : 1, max: 1000, integer: false }}
      step={5}
      onChange={(value) => change({ [name]: value })}
    />
  );
  const sum = Math.max(1, train + validation + test);
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      <p className={css['small']}>{words.now(info.train, info.validation ?? 0, info.test)}</p>
      <div className={own['form']}>
        <SegmentedControl<SplitChoice['way']>
          aria-label={words.way}
          data={(['given', 'shares', 'folds'] as const).map((value) => ({ value, label: words.ways[value] }))}
          value={way}
          onChange={(value) => change({ way: value })}
        />
        <p className={css['small']}>{words.about[way]}</p>
        {way === 'shares' && (
          <>
            <div className={own['bar']} aria-hidden="true">
              {(['train', 'validation', 'test'] as const).map((name) => (
                <span key={name} data-split={name} style={{ width: `${(100 * dealing[name]) / sum}%` }} />
              ))}
            </div>
            <div className={own['row']}>
              {share('train')}
              {share('validation')}
              {share('test')}
            </div>
          </>
        )}
        {way === 'folds' && (
          <div className={own['row']}>
            <NumberInput
              label={words.folds}
              value={dealing.of}
              bounds={{ min: 2, max: 100, integer: true }}
              step={1}
              onChange={(of) => change({ of, part: Math.min(dealing.part, of) })}
            />
            <NumberInput
              label={words.fold}
              value={dealing.part}
              bounds={{ min: 1, max: dealing.of, integer: true }}
              step={1}
              onChange={(part) => change({ part })}
            />
          </div>
        )}
        {isDealt && (
          <>
            <div className={own['row']}>
              <Select
                label={words.group}
                allowDeselect={false}
                data={(['', 'folder', 'prefix'] as const).map((value) => ({
                  value,
                  label: words.groups[value === '' ? 'none' : value],
                }))}
                value={dealing.group}
                onChange={(group) => change({ group: (group ?? '') as SplitChoice['group'] })}
              />
              <NumberInput
                label={words.seed}
                value={dealing.seed}
                bounds={{ min: 0, max: 999_999_999, integer: true }}
                step={1}
                onChange={(seed) => change({ seed })}
              />
            </div>
            {info.classes.length > 0 && (
              <Switch
                label={words.stratify}
                checked={dealing.stratify && dealing.group === ''}
                disabled={dealing.group !== ''}
                onChange={(event) => change({ stratify: event.currentTarget.checked })}
              />
            )}
          </>
        )}
        {info.classes.length > 0 && (
          <Switch
            label={words.oversample}
            description={words.oversampleAbout}
            checked={dealing.oversample}
            onChange={(event) => change({ oversample: event.currentTarget.checked })}
          />
        )}
        {importing ? (
          <PrepareBar title={words.busy} progress={importing.progress} onCancel={cancel} />
        ) : (
          <Button
            variant="default"
            disabled={readOnly || isWrong || next === writeReference(parseReference(info.id))}
            onClick={() => void arrange(next)}
          >
            {words.apply}
          </Button>
        )}
        {failed && <p role="alert">{failed.why}</p>}
      </div>
    </section>
  );
}
