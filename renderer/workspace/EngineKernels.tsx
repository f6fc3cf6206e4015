import { Button, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { KernelState, Kernels } from '../../src/protocol/kernels.ts';
import { explain } from '../../src/text/text-error.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { log } from '../stores/engine/logStore.ts';
import { formatDay } from '../ui/dates.ts';

const strings = t.shell.kernels;

/** "oneDNN on, batches in 2 parts, 1 thread each". */
function inWords({ oneDnn, intraOpThreads, interOpThreads, training }: Kernels): string {
  const spread =
    training.shards > 1
      ? strings.shards(training.shards, intraOpThreads)
      : strings.threads(intraOpThreads, interOpThreads);
  const own = training.ownOperations ? [strings.ownOperations] : [];
  return [strings.oneDnn(oneDnn), spread, strings.pairs(training.pairedFilters), ...own].join(', ');
}

function kernelsOrigin({ source, at, disturbed }: KernelState): string {
  if (source !== 'measured' || at === null) return strings.sources[source];
  const when = formatDay(new Date(at), 'medium');
  return disturbed ? strings.disturbed(when) : strings.measured(when);
}

/** Which of TensorFlow's kernels are used on this machine, and why; measures them again when asked. */
export function EngineKernels({ kernels }: { readonly kernels: KernelState }) {
  const client = useEngine((state) => state.client);
  const [failed, setFailed] = useState('');
  const { choice, processor, measuring } = kernels;
  const measure = async (): Promise<void> => {
    setFailed('');
    try {
      await client?.call('engine.measureKernels', {});
    } catch (error) {
      const reason = explain(error);
      setFailed(reason);
      log('warning', reason);
    }
  };
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        {strings.title(processor.instructionSet)}
      </Text>
      <Text size="sm">{inWords(choice.separable)}</Text>
      {inWords(choice.whole) !== inWords(choice.separable) && (
        <Text size="sm">{strings.whole(inWords(choice.whole))}</Text>
      )}
      <Text size="xs" c="dimmed">
        {kernelsOrigin(kernels)}
      </Text>
      {measuring ? (
        <Progress
          size="sm"
          value={(100 * measuring.done) / measuring.total}
          aria-label={strings.measuring}
          mt={4}
        />
      ) : (
        kernels.source !== 'pinned' && (
          <Button variant="default" size="xs" mt={4} onClick={() => void measure()}>
            {kernels.source === 'measured' ? strings.measureAgain : strings.measure}
          </Button>
        )
      )}
      {failed !== '' && (
        <Text size="xs" role="alert">
          {failed}
        </Text>
      )}
    </Stack>
  );
}
