import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { serializeDocument } from '../../../../src/document/serialize.ts';
import { epochsInAll, type PlanReading, planSweep } from '../../../../src/sweep/plan.ts';
import { readRange, suggestedRange, writeRange } from '../../../../src/sweep/ranges.ts';
import { markedSpace, suggestSpace } from '../../../../src/sweep/search/suggest.ts';
import { type Method, methodSchema, type SearchMethod, type SweepSpec } from '../../../../src/sweep/spec.ts';
import type { Target } from '../../../../src/sweep/target.ts';
import { targetOf, targetsOf } from '../../../../src/sweep/targets.ts';
import { sentence } from '../../../../src/text/message.ts';
import { explain } from '../../../../src/text/text-error.ts';
import { markSpace } from '../../../editing/searchSpace.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { startSweep } from '../../../stores/runs/queueStore.ts';
import { useSweeps } from '../../../stores/runs/sweepStore.ts';
import { activeTab } from '../../../stores/tabs/activeTab.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { Note } from '../../../ui/Note.tsx';
import { MethodNumbers, type Numbers } from './MethodNumbers.tsx';
import { SearchOptions } from './SearchOptions.tsx';
import css from './sweep.module.css';

const strings = t.runs.sweep;
const methods = ['grid', 'random', 'halving', 'search'] as const;

interface Row {
  readonly key: number;
  readonly path: string;
  readonly text: string;
}

/** What a search has besides numbers. */
type Search = Pick<SearchMethod, 'strategy' | 'costs'>;

/** What is offered next: how wide a hidden layer is; the width of the output is not free, for it follows the data. */
function nextTarget(document: ConvasDocument, targets: readonly Target[], taken: readonly Row[]) {
  const ends = new Set(
    document.layers
      .filter(({ id }) => !document.edges.some(({ source }) => source === id))
      .map(({ name }) => name),
  );
  const free = targets
    .filter(({ path, type, group }) => {
      const isTaken = taken.some((row) => row.path === path);
      return type === 'integer' && !isTaken && !ends.has(group);
    })
    .reverse();
  return free.find(({ path }) => /\.(filters|units)$/.test(path)) ?? free[0];
}

const methodOf: {
  readonly [K in Method['kind']]: (numbers: Numbers, search: Search) => Method;
} = {
  grid: () => ({ kind: 'grid' }),
  random: ({ trials, seed }) => ({ kind: 'random', trials, seed }),
  halving: ({ trials, seed, eta, minEpochs, maxEpochs }) => ({
    kind: 'halving',
    trials,
    seed,
    eta,
    minEpochs,
    maxEpochs,
  }),
  search: ({ trials, seed, eta, minEpochs }, search) => ({
    ...methodSchema.options[3].parse({ kind: 'search', trials, seed, ...search, eta }),
    minEpochs,
  }),
};

/** A space as a person would write it. */
const rowsOf = (space: SweepSpec['varied']): readonly Row[] =>
  space.map(({ path, range }, key) => ({
    key,
    path,
    text: writeRange(range),
  }));

interface Reading {
  readonly spec: SweepSpec;
  readonly plan: PlanReading;
  /** By row: what is wrong with its values. */
  readonly wrong: ReadonlyMap<number, string>;
}

function readAll(document: ConvasDocument, rows: readonly Row[], method: Method): Reading {
  const wrong = new Map<number, string>();
  const varied = rows.flatMap(({ key, path, text }) => {
    const target = targetOf(document, path);
    const reading = target ? readRange(text, target) : { wrong: strings.chooseParameter };
    if ('range' in reading) return { path, range: reading.range };
    wrong.set(key, sentence(reading.wrong));
    return [];
  });
  const spec = { varied, method };
  const plan = wrong.size > 0 ? { wrong: '' } : planSweep(document, spec);
  return { spec, plan, wrong };
}

/** What to vary, over what, and how; then the sweep begins. */
export function SweepDialog() {
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  const targets = useMemo(() => targetsOf(document), [document]);
  // What the network marks as variable is meant to be searched.
  const [marked] = useState(() => [...markedSpace(document)]);
  const [rows, setRows] = useState<readonly Row[]>(
    marked.length > 0
      ? rowsOf(marked)
      : [{ key: 0, path: 'training.optimizer.learningRate', text: 'log:1e-4..1e-2:3' }],
  );
  const [kind, setKind] = useState<Method['kind']>(marked.length > 0 ? 'search' : 'grid');
  const [numbers, setNumbers] = useState<Numbers>({
    trials: marked.length > 0 ? 60 : 9,
    seed: 1,
    eta: 3,
    minEpochs: marked.length > 0 ? document.training.epochs : 1,
    maxEpochs: document.training.epochs,
  });
  const [search, setSearch] = useState<Search>({ strategy: 'evolution', costs: ['params'] });
  const [state, setState] = useState<{ busy: boolean; error: string }>({ busy: false, error: '' });
  const { spec, plan, wrong } = readAll(document, rows, methodOf[kind](numbers, search));
  const change = (key: number, to: Partial<Row>): void =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...to } : row)));
  const mark = (): void => {
    const { label, change: write } = markSpace(document, spec.varied);
    useDocument.getState().commit(label, (before) => write(before).document);
  };
  const start = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client) return;
    setState({ busy: true, error: '' });
    try {
      const wanted = { document: serializeDocument(document), spec };
      const { sweep } = await startSweep(client, activeTab(), wanted);
      useSweeps.getState().show(sweep);
      useWorkspace.getState().setDialog(null);
      useWorkspace.getState().setStage('runs');
    } catch (error) {
      setState({ busy: false, error: explain(error) });
    }
  };
  const groups = [...new Set(targets.map(({ group }) => group))].map((group) => ({
    group,
    items: targets
      .filter((target) => target.group === group)
      .map(({ path, title }) => ({ value: path, label: `${group}: ${title}` })),
  }));
  return (
    <div className={css['dialog']}>
      {rows.map((row) => (
        <div key={row.key} className={css['axisRow']}>
          <Select
            label={strings.parameter}
            data={groups}
            value={row.path}
            searchable
            allowDeselect={false}
            onChange={(path) => {
              const target = targets.find((other) => other.path === path);
              if (target) change(row.key, { path: target.path, text: suggestedRange(target) });
            }}
          />
          <TextInput
            label={strings.values}
            value={row.text}
            error={wrong.get(row.key)}
            onChange={(event) => change(row.key, { text: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={strings.without(row.path)}
            disabled={rows.length === 1}
            onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <p className={css['small']}>{strings.valuesAbout}</p>
      <div className={css['buttons']}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            const next = nextTarget(document, targets, rows);
            const key = Math.max(...rows.map((row) => row.key)) + 1;
            if (next) setRows([...rows, { key, path: next.path, text: suggestedRange(next) }]);
          }}
        >
          {strings.add}
        </Button>
        {kind === 'search' && (
          <>
            <Button
              variant="default"
              title={strings.suggestAbout}
              onClick={() => setRows(rowsOf([...suggestSpace(document)]))}
            >
              {strings.suggest}
            </Button>
            <Button
              variant="default"
              title={strings.markAbout}
              disabled={wrong.size > 0 || readOnly}
              onClick={mark}
            >
              {strings.mark}
            </Button>
          </>
        )}
      </div>
      <SegmentedControl
        aria-label={strings.method}
        data={methods.map((value) => ({ value, label: strings.methods[value].title }))}
        value={kind}
        onChange={(next) => {
          setKind(next);
          // A search is for many networks, of which each is trained as the document says.
          if (next === 'search') setNumbers({ ...numbers, trials: 60, minEpochs: document.training.epochs });
        }}
      />
      <p className={css['small']}>{strings.methods[kind].about}</p>
      {kind === 'search' && <SearchOptions search={search} onChange={setSearch} />}
      <MethodNumbers kind={kind} numbers={numbers} onChange={setNumbers} />
      <Summary plan={plan} spec={spec} />
      {state.error !== '' && (
        <Note tone="error" title={strings.failed}>
          {state.error}
        </Note>
      )}
      <div className={css['buttons']}>
        <Button loading={state.busy} disabled={'wrong' in plan} onClick={() => void start()}>
          {strings.start}
        </Button>
        <Button variant="default" onClick={() => useWorkspace.getState().setDialog(null)}>
          {t.runs.cancel}
        </Button>
      </div>
    </div>
  );
}

/** What the sweep amounts to, or what keeps it from beginning. */
function Summary({ plan: reading, spec }: { readonly plan: PlanReading; readonly spec: SweepSpec }) {
  if ('wrong' in reading) {
    return reading.wrong === '' ? null : <Note tone="warning" title={sentence(reading.wrong)} />;
  }
  const { plan } = reading;
  return (
    <p className={css['words']} role="status">
      {spec.method.kind === 'search'
        ? strings.searchSummary(spec.method.trials, spec.varied.length, epochsInAll(plan))
        : strings.summary(plan.points.length, epochsInAll(plan))}
      {plan.rungs.length > 1 &&
        ` ${plan.rungs.map(({ count, epochs }) => strings.rungPart(count, epochs)).join(', ')}.`}
    </p>
  );
}
