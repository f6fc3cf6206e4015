import { Button, Checkbox, Modal, Select } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import { formatBytes } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './runs.module.css';

const strings = t.runs.exporting;
type Format = keyof typeof strings.formats;
const formats = Object.entries(strings.formats).map(([value, label]) => ({ value, label }));

type Stage =
  | { readonly state: 'asking' }
  | { readonly state: 'busy' }
  | { readonly state: 'failed'; readonly error: string }
  | {
      readonly state: 'done';
      readonly result: CallResult<'export.model'>;
      /** Null when the dialog that asks where was closed. */
      readonly place: string | null;
    };

interface ExportDialogProps {
  readonly summary: RunSummary;
  readonly onClose: () => void;
}

/** A file name from what a person wrote. */
export const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'model';

/** Writes a run's model in another format, checked against the run's own outputs. */
export function ExportDialog({ summary, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<Format>('tfjs');
  const [verify, setVerify] = useState(true);
  const [stage, setStage] = useState<Stage>({ state: 'asking' });
  const start = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client) return;
    setStage({ state: 'busy' });
    try {
      const result = await client.call('export.model', { run: summary.run, format, verify });
      const place = await host().saveFiles(fileName(summary.name), result.files);
      setStage({ state: 'done', result, place });
    } catch (error) {
      setStage({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Modal opened onClose={onClose} title={strings.title} size={460}>
      <div className={css['dialog']}>
        <Select
          label={strings.format}
          description={strings.about[format]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={formats}
          value={format}
          allowDeselect={false}
          onChange={(next) => setFormat(next as Format)}
        />
        <Checkbox
          label={strings.verify}
          checked={verify}
          onChange={(event) => setVerify(event.currentTarget.checked)}
        />
        {stage.state === 'failed' && (
          <Note tone="error" title={strings.failed}>
            {stage.error}
          </Note>
        )}
        {stage.state === 'done' && <Done result={stage.result} place={stage.place} />}
        <div className={css['buttons']}>
          {stage.state === 'done' && <Button onClick={onClose}>{strings.done}</Button>}
          <Button
            variant={stage.state === 'done' ? 'default' : 'filled'}
            loading={stage.state === 'busy'}
            onClick={() => void start()}
          >
            {stage.state === 'done' ? strings.again : strings.start}
          </Button>
          {stage.state !== 'done' && (
            <Button variant="default" onClick={onClose}>
              {t.runs.cancel}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

interface DoneProps {
  readonly result: CallResult<'export.model'>;
  readonly place: string | null;
}

function Done({ result, place }: DoneProps) {
  const { verified, files } = result;
  return (
    <div className={css['done']} role="status">
      <p className={css['words']}>{place === null ? strings.notSaved : strings.saved(place)}</p>
      <p className={css['verified']} data-testid="verified">
        {verified ? (
          <>
            <IconCircleCheck size={16} aria-hidden="true" />
            <strong>{strings.verified}</strong>
            <span className="numbers">
              {strings.verifiedAbout(verified.runtime, verified.samples, formatValue(verified.maxAbsDiff))}
            </span>
          </>
        ) : (
          strings.notVerified
        )}
      </p>
      <ul className={`${css['small']} numbers`} aria-label={strings.files}>
        {files.map(({ name, bytes }) => (
          <li key={name}>
            {name}, {formatBytes(bytes.length)}
          </li>
        ))}
      </ul>
    </div>
  );
}
