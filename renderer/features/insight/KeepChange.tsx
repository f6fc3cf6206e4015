import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { filterPlayground } from '../../../src/insight/views/experiments/filter-playground.ts';
import { kernelOf } from '../../../src/insight/views/experiments/kernels.ts';
import { surgery } from '../../../src/insight/views/experiments/surgery.ts';
import type { CallParams } from '../../../src/protocol/protocol.ts';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { lookInside } from '../../stores/runs/opening.ts';
import { Note } from '../../ui/Note.tsx';
import { NumberInput } from '../../ui/number/NumberInput.tsx';
import { formatCount, formatPercent } from '../../ui/numbers.ts';
import layout from './views.module.css';

const strings = t.insight.keeping;

interface KeepProps {
  readonly run: string;
  readonly layer: string | null;
  readonly checkpoint: number | null;
  /** The options of the view. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Makes a new run of a changed network, and opens it; a refusal stays beside the button. */
function useKeep({ run, layer, checkpoint }: Omit<KeepProps, 'values'>) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async (change: CallParams<'insight.keep'>['change']): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || layer === null) return;
    setBusy(true);
    setError(null);
    try {
      const kept = await client.call('insight.keep', { run, checkpoint, layer, change });
      const { params, macs, accuracy } = kept;
      const sentences =
        'frozen' in change
          ? [strings.keptFrozen]
          : [
              strings.kept(formatCount(params.before), formatCount(params.after)),
              strings.keptMacs(formatCount(macs.before), formatCount(macs.after)),
              ...(accuracy
                ? [strings.keptAccuracy(formatPercent(accuracy.before), formatPercent(accuracy.after))]
                : []),
            ];
      notifications.show({ color: 'green', message: sentences.join(' ') });
      await lookInside(kept.run);
    } catch (thrown) {
      setError(explain(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { keep, busy, error };
}

/** Keeps the network without the muted channels, or with the layer frozen. */
export function KeepSmaller(props: KeepProps) {
  const { keep, busy, error } = useKeep(props);
  const chosen = surgery.parameters.safeParse(props.values);
  const channels = chosen.success ? (chosen.data['channels'] as readonly number[]) : [];
  return (
    <>
      <Button
        variant="default"
        loading={busy}
        disabled={channels.length === 0}
        title={strings.smallerAbout}
        onClick={() => void keep({ channels: [...channels] })}
      >
        {strings.smaller}
      </Button>
      <Button
        variant="default"
        loading={busy}
        title={strings.frozenAbout}
        onClick={() => void keep({ frozen: true })}
      >
        {strings.frozen}
      </Button>
      {error !== null && <Note title={strings.refused}>{error}</Note>}
    </>
  );
}

/** Puts the kernel of the playground into a filter of the chosen layer. */
export function SendKernel(props: KeepProps & { readonly layerName: string }) {
  const { keep, busy, error } = useKeep(props);
  const [filter, setFilter] = useState(0);
  const chosen = filterPlayground.parameters.safeParse(props.values);
  const kernel = chosen.success
    ? kernelOf(chosen.data['filter'] as 'custom', chosen.data['numbers'] as readonly number[])
    : null;
  return (
    <>
      <div className={layout['send']}>
        <NumberInput
          label={strings.filter(props.layerName)}
          description={strings.filterAbout}
          value={filter}
          bounds={{ min: 0, max: null, integer: true }}
          step={1}
          onChange={(next) => setFilter(Number(next))}
        />
        <Button
          variant="default"
          loading={busy}
          disabled={!kernel}
          onClick={() => kernel && void keep({ filter, kernel: [...kernel.values] })}
        >
          {strings.send}
        </Button>
      </div>
      {error !== null && <Note title={strings.refused}>{error}</Note>}
    </>
  );
}
