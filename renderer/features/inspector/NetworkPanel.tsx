import { Button, Text } from '@mantine/core';
import { setDescription } from '../../../src/document/operations/settings.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useTrainingTime } from '../../stores/runs/paceStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { forecastWords } from '../../ui/forecastWords.ts';
import { LongText } from '../../ui/LongText.tsx';
import { formatBytes, formatCount, formatRoughly } from '../../ui/numbers.ts';
import css from './inspector.module.css';
import { ProblemList } from './ProblemList.tsx';
import { NetworkSearchSpace } from './SearchSpace.tsx';
import { Fact, Facts, Section } from './Section.tsx';

const words = t.canvas.inspector;

function Description() {
  const text = useDocument((state) => state.document.description);
  const write = (value: string): void => {
    useDocument.getState().commit(
      () => t.canvas.edits.description,
      (document) => setDescription(document, value),
      'description',
    );
  };
  return (
    <LongText
      label={words.description}
      value={text}
      placeholder={words.descriptionHint}
      minRows={2}
      maxRows={10}
      onWrite={write}
    />
  );
}

function Data() {
  const data = useDocument((state) => state.document.data);
  const title = useEngine(
    (state) => state.datasets.find((dataset) => dataset.id === data?.dataset)?.title ?? data?.dataset,
  );
  return (
    <Section title={words.data}>
      <div className={css['data']}>
        <Text size="sm" {...(title === undefined ? { c: 'dimmed' } : {})}>
          {title === undefined ? words.noData : sentence(title)}
        </Text>
        <Button variant="default" size="compact-xs" onClick={() => useWorkspace.getState().setStage('data')}>
          {words.chooseData}
        </Button>
      </div>
    </Section>
  );
}

/** Nothing selected: the network as a whole, its totals, its data, its problems. */
export function NetworkPanel() {
  const { totals, problems } = useAnalysis((state) => state.analysis);
  const time = useTrainingTime();
  const batch = useDocument((state) => state.document.training.batchSize);
  return (
    <div className={css['panel']}>
      <header className={css['header']}>
        <h2 className={css['heading']}>{words.network}</h2>
      </header>
      {totals.layers > 0 && <ProblemList problems={problems} />}
      <Section>
        <Facts>
          <Fact label={words.layers}>{formatCount(totals.layers)}</Fact>
          <Fact label={words.params}>{formatCount(totals.params)}</Fact>
          {totals.trainableParams !== totals.params && (
            <Fact label={words.trainable}>{formatCount(totals.trainableParams)}</Fact>
          )}
          <Fact label={words.totalMacs} hint={words.macsHint}>
            {formatCount(totals.macs)}
          </Fact>
          <Fact label={words.activation} hint={words.memoryHint}>
            {formatBytes(totals.activationBytes)}
          </Fact>
          <Fact label={words.training(batch)} hint={words.trainingHint}>
            {formatBytes(totals.trainingBytes)}
          </Fact>
          {time && (
            <Fact label={words.time} hint={forecastWords(time).range}>
              {formatRoughly(time.epoch.seconds)}
            </Fact>
          )}
        </Facts>
      </Section>
      <Data />
      <NetworkSearchSpace />
      <Section title={words.description}>
        <Description />
      </Section>
      <Text size="xs" c="dimmed" px={16} py="sm">
        {words.selectHint}
      </Text>
    </div>
  );
}
