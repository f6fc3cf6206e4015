import { Button, Checkbox, Modal, Select, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { UnsupportedLayer } from '../../../src/protocol/export.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { text } from '../../../src/text/language.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import { ExportResult } from './ExportResult.tsx';
import css from './runs.module.css';
import { type FormatId, useFormats } from './useFormats.ts';

const strings = t.runs.exporting;

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

/** The layers that the format cannot express; none while it is not known. */
function useUnsupported(run: string, format: FormatId): readonly UnsupportedLayer[] {
  const [unsupported, setUnsupported] = useState<readonly UnsupportedLayer[]>([]);
  const client = useEngine((engine) => engine.client);
  useEffect(() => {
    let current = true;
    setUnsupported([]);
    client?.call('export.check', { run, format }).then(
      (result) => current && setUnsupported(result.unsupported),
      // The export itself says what is wrong.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [client, run, format]);
  return unsupported;
}

/** Writes a run's model in another format, checked against the run's own outputs. */
export function ExportDialog({ summary, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<FormatId>('tfjs');
  const formats = useFormats('weights');
  const [verify, setVerify] = useState(true);
  const [stage, setStage] = useState<Stage>({ state: 'asking' });
  const unsupported = useUnsupported(summary.run, format);
  const blocked = unsupported.length > 0;
  const start = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || blocked) return;
    setStage({ state: 'busy' });
    try {
      const result = await client.call('export.model', { run: summary.run, format, verify });
      const place = await host().saveFiles(fileName(summary.name), result.files);
      setStage({ state: 'done', result, place });
    } catch (error) {
      setStage({ state: 'failed', error: explain(error) });
    }
  };
  return (
    <Modal opened onClose={onClose} title={strings.title} size={460}>
      <div className={css['dialog']}>
        <Select
          label={strings.format}
          description={text.formats[format].about}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={formats.map(({ id }) => ({ value: id, label: text.formats[id as FormatId].title }))}
          value={format}
          allowDeselect={false}
          onChange={(next) => setFormat(next as FormatId)}
        />
        <Checkbox
          label={strings.verify}
          description={strings.verifyAbout}
          checked={verify}
          onChange={(event) => setVerify(event.currentTarget.checked)}
        />
        {blocked && <Unsupported layers={unsupported} />}
        {stage.state === 'failed' && (
          <Note tone="error" title={strings.failed}>
            {stage.error}
          </Note>
        )}
        {stage.state === 'done' && <ExportResult result={stage.result} place={stage.place} />}
        <div className={css['buttons']}>
          {stage.state === 'done' && <Button onClick={onClose}>{strings.done}</Button>}
          <Tooltip
            label={strings.blocked(unsupported.length)}
            disabled={!blocked}
            multiline
            maw={280}
            events={{ hover: true, focus: true, touch: true }}
          >
            <Button
              variant={stage.state === 'done' ? 'default' : 'filled'}
              loading={stage.state === 'busy'}
              {...(blocked && { 'data-disabled': true, 'aria-disabled': true })}
              onClick={() => void start()}
            >
              {stage.state === 'done' ? strings.again : strings.start}
            </Button>
          </Tooltip>
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

/** Each layer that stands in the way: which parameter, why, and what to do. */
function Unsupported({ layers }: { readonly layers: readonly UnsupportedLayer[] }) {
  return (
    <Note tone="error" title={strings.unsupported(layers.length)}>
      {strings.unsupportedAbout}
      <ul className={css['unsupported']}>
        {layers.map(({ layer, name, kind, parameter, reason, remedy }) => (
          <li key={layer}>
            <strong>
              {strings.layer(name, sentence(kind), parameter === null ? null : sentence(parameter))}
            </strong>
            <span>
              {sentence(reason)} {sentence(remedy)}
            </span>
          </li>
        ))}
      </ul>
    </Note>
  );
}
