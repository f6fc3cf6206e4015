import { ActionIcon, Button, Progress, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconChartLine, IconX } from '@tabler/icons-react';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'react';
import { setTraining } from '../../../src/document/operations/settings.ts';
import type { RateSearch } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { isStillValid, useRate } from '../../stores/runs/rateStore.ts';
import { useTrainingTab } from '../../stores/runs/trainingTab.ts';
import { useTrainObstacle } from '../../stores/runs/trainObstacle.ts';
import { ChartTable } from '../../ui/chart/ChartTable.tsx';
import { Note } from '../../ui/Note.tsx';
import { formatValue } from '../../ui/tensor/values.ts';
import { Fetching } from './Fetching.tsx';
import classes from './rate.module.css';
import { createRateChart, formatRate, type RateChart } from './rateChart.ts';
import { learningRateOf } from './settings/kinds.ts';

const strings = t.training.rate;

/** Why no rate can be looked for now; null where one can. */
function useObstacle(): string | null {
  const training = useTrainingTab(({ tab }) => tab !== null);
  const obstacle = useTrainObstacle();
  return training ? strings.busy : obstacle;
}

/** Looks for a learning rate: one button at first, then the chart of the search and what it suggests. */
export function RateFinder() {
  const finding = useRate((state) => state.finding);
  const obstacle = useObstacle();
  const { find, dismiss } = useRate.getState();
  if (finding.state === 'idle') {
    return (
      <section aria-label={strings.title} className={classes['closed']}>
        <Tooltip label={obstacle ?? strings.about} multiline maw={280} position="left">
          <Button
            variant="default"
            fullWidth
            leftSection={<IconChartLine size={16} stroke={1.6} aria-hidden="true" />}
            aria-description={strings.about}
            {...(obstacle === null ? {} : { 'data-disabled': true })}
            aria-disabled={obstacle !== null}
            onClick={() => obstacle === null && void find()}
          >
            {strings.find}
          </Button>
        </Tooltip>
      </section>
    );
  }
  return (
    <section aria-label={strings.title} className={classes['finder']}>
      <header className={classes['head']}>
        <h3 className={classes['title']}>{strings.title}</h3>
        {finding.state !== 'busy' && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={strings.dismiss} onClick={dismiss}>
            <IconX size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        )}
      </header>
      {finding.state === 'busy' && <Searching search={finding.search} cancel={finding.cancel} />}
      {finding.state === 'failed' && (
        <Note
          tone="error"
          title={strings.failed}
          action={
            <Button variant="default" disabled={obstacle !== null} onClick={() => void find()}>
              {strings.again}
            </Button>
          }
        >
          {finding.reason}
        </Note>
      )}
      {finding.state === 'ready' && (
        <>
          <Chart search={finding.search} />
          <Found search={finding.search} of={finding.of} again={obstacle === null ? find : null} />
        </>
      )}
    </section>
  );
}

function Searching({ search, cancel }: { readonly search: RateSearch | null; readonly cancel: () => void }) {
  const last = search?.rates.at(-1);
  return (
    <>
      {search && <Chart search={search} />}
      <Fetching />
      <div className={classes['busy']}>
        <div>
          <p className={classes['words']} role="status">
            {last === undefined ? strings.starting : strings.trying}{' '}
            <span className="numbers">{last !== undefined && formatRate(last)}</span>
          </p>
          <Progress
            size={6}
            value={search ? (100 * search.rates.length) / search.steps : 100}
            animated={search === null}
            aria-label={strings.title}
          />
        </div>
        <Button variant="default" size="compact-sm" onClick={cancel}>
          {strings.cancel}
        </Button>
      </div>
    </>
  );
}

interface FoundProps {
  readonly search: RateSearch;
  readonly of: Parameters<typeof isStillValid>[0];
  readonly again: (() => Promise<void>) | null;
}

function Found({ search, of, again }: FoundProps) {
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  const { optimizer } = document.training;
  const present = learningRateOf(optimizer);
  const { suggestion } = search;
  const retry = (
    <Button variant="default" disabled={again === null} onClick={() => void again?.()}>
      {strings.again}
    </Button>
  );
  if (!isStillValid(of, document)) return <Note title={strings.stale} action={retry} />;
  if (!suggestion) {
    return (
      <Note tone="warning" title={strings.none} action={retry}>
        {strings.noneAbout}
      </Note>
    );
  }
  const rate = formatRate(suggestion.rate);
  const inUse = present !== null && Math.abs(present / suggestion.rate - 1) < 1e-6;
  const use = (): void => {
    const next = { ...optimizer, params: { ...optimizer.params, learningRate: suggestion.rate } };
    useDocument.getState().commit(
      () => strings.edit(rate),
      (before) => setTraining(before, { optimizer: next }),
    );
  };
  return (
    <>
      <p className={classes['result']}>
        <strong>
          {strings.suggested} <span className="numbers">{rate}</span>
        </strong>
        {inUse && <span>{strings.inUse}</span>}
        {present !== null && !inUse && (
          <span>
            {strings.present} <span className="numbers">{formatRate(present)}</span>
          </span>
        )}
      </p>
      <p className={classes['words']}>
        {strings.why(formatRate(suggestion.least))}
        {suggestion.openEnd && ` ${strings.openEnd}`}
      </p>
      <div className={classes['buttons']}>
        <Button variant="default" onClick={use} disabled={inUse || readOnly}>
          {strings.apply(rate)}
        </Button>
        {retry}
      </div>
    </>
  );
}

function Chart({ search }: { readonly search: RateSearch }) {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<RateChart | null>(null);
  const latest = useRef(search);
  const [row, setRow] = useState<number | null>(null);
  latest.current = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another color scheme draws again
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const own = createRateChart(element, setRow);
    chart.current = own;
    const sizes = new ResizeObserver(() => own.resize(element.clientWidth, element.clientHeight));
    sizes.observe(element);
    own.draw(latest.current);
    return () => {
      sizes.disconnect();
      own.destroy();
      chart.current = null;
    };
  }, [scheme]);
  useEffect(() => chart.current?.draw(search), [search]);
  const words = strings.chart;
  const at = row !== null && row < search.rates.length ? row : null;
  return (
    <figure className={classes['figure']}>
      <div
        ref={box}
        className={classes['chart']}
        role="img"
        aria-label={words.label(formatRate(search.from), formatRate(search.to))}
      />
      <figcaption className={classes['legend']}>
        {at === null ? (
          <>
            <Key mark="each">{words.each}</Key>
            <Key mark="smoothed">{words.smoothed}</Key>
            {search.suggestion && (
              <>
                <Key mark="steepest">{words.steepest}</Key>
                <Key mark="suggested">{words.suggested}</Key>
              </>
            )}
          </>
        ) : (
          <>
            <span>
              {words.rate} <output className="numbers">{formatRate(search.rates[at]!)}</output>
            </span>
            <span>
              {words.loss} <output className="numbers">{formatValue(search.smoothed[at]!)}</output>
            </span>
          </>
        )}
      </figcaption>
      <ChartTable
        chart={words.label(formatRate(search.from), formatRate(search.to))}
        columns={[words.rate, words.each, words.smoothed]}
        count={search.rates.length}
        row={(index) => [
          formatRate(search.rates[index]!),
          formatValue(search.loss[index]!),
          formatValue(search.smoothed[index]!),
        ]}
      />
    </figure>
  );
}

function Key({ mark, children }: { readonly mark: string; readonly children: string }) {
  return (
    <span>
      <i className={classes['key']} data-mark={mark} aria-hidden="true" />
      {children}
    </span>
  );
}
