import { Button, Checkbox, Modal, Progress, Select, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { EngineError } from '../../../src/protocol/client.ts';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { UnsupportedLayer } from '../../../src/protocol/export.ts';
import type { CallParams, CallProgress } from '../../../src/protocol/protocol.ts';
import { describeJson } from '../../../src/text/describe.ts';
import { text } from '../../../src/text/language.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { type Exported, exportFiles } from '../../stores/engine/exportFiles.ts';
import { Note } from '../../ui/Note.tsx';
import { ParameterForm } from '../../ui/ParameterForm.tsx';
import { ExportResult } from './ExportResult.tsx';
import css from './runs.module.css';
import { type FormatId, useFormats } from './useFormats.ts';

const strings = t.runs.exporting;

type Stage =
  | { readonly state: 'asking' }
  | { readonly state: 'busy'; readonly progress: CallProgress<'export.write'> | null; cancel(): void }
  | { readonly state: 'failed'; readonly error: string }
  | {
      readonly state: 'done';
      readonly result: Exported;
      /** Null when the dialog that asks where was closed. */
      readonly place: string | null;
    };

type Values = Readonly<Record<string, unknown>>;

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
function useUnsupported(run: string, format: string, options: Values): readonly UnsupportedLayer[] {
  const [unsupported, setUnsupported] = useState<readonly UnsupportedLayer[]>([]);
  const client = useEngine((engine) => engine.client);
  useEffect(() => {
    let current = true;
    client?.call('export.check', { source: { run }, format, options: plainOptions(options) }).then(
      (result) => current && setUnsupported(result.unsupported),
      // The export itself says what is wrong.
      () => current && setUnsupported([]),
    );
    return () => {
      current = false;
    };
  }, [client, run, format, options]);
  return unsupported;
}

/** As they cross to the engine. */
const plainOptions = (values: Values) => values as CallParams<'export.check'>['options'];

/** Writes a run's model in another format, checked against the run's own outputs. */
export function ExportDialog({ summary, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<FormatId>('tfjs');
  const formats = useFormats('weights', 'document');
  const [values, setValues] = useState<Values>({});
  const [verify, setVerify] = useState(true);
  const [stage, setStage] = useState<Stage>({ state: 'asking' });
  const unsupported = useUnsupported(summary.run, format, values);
  const blocked = unsupported.length > 0;
  const chosen = formats.find(({ id }) => id === format);
  const choose = (next: FormatId): void => {
    setFormat(next);
    setValues({});
    setStage({ state: 'asking' });
  };
  const start = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || !chosen || blocked) return;
    const source = { run: summary.run };
    const request = { source, format, options: plainOptions(values), verify: verify && chosen.verifiable };
    const pending = exportFiles(client, request, (progress) =>
      setStage((before) => (before.state === 'busy' ? { ...before, progress } : before)),
    );
    setStage({ state: 'busy', progress: null, cancel: () => pending.cancel() });
    try {
      const result = await pending;
      const ending = result.files.length === 1 ? (chosen.extensions[0] ?? '') : '';
      const place = await host().saveFiles(fileName(summary.name) + ending, result.files);
      setStage({ state: 'done', result, place });
    } catch (error) {
      const canceled = error instanceof EngineError && error.code === 'canceled';
      setStage(canceled ? { state: 'asking' } : { state: 'failed', error: explain(error) });
    }
  };
  const close = (): void => {
    if (stage.state === 'busy') stage.cancel();
    onClose();
  };
  return (
    <Modal opened onClose={close} title={strings.title} size={460}>
      <div className={css['dialog']}>
        <Select
          label={strings.format}
          description={text.formats[format].about}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={formats.map(({ id }) => ({ value: id, label: text.formats[id as FormatId].title }))}
          value={format}
          allowDeselect={false}
          disabled={stage.state === 'busy'}
          onChange={(next) => choose(next as FormatId)}
        />
        {chosen && (
          <ParameterForm
            fields={describeJson(chosen.options, text.formats[format].parameters)}
            values={values}
            onChange={setValues}
          />
        )}
        {chosen?.verifiable && (
          <Checkbox
            label={strings.verify}
            description={strings.verifyAbout}
            checked={verify}
            onChange={(event) => setVerify(event.currentTarget.checked)}
          />
        )}
        {blocked && <Unsupported layers={unsupported} />}
        {stage.state === 'busy' && <Progressing progress={stage.progress} />}
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
              disabled={!chosen}
              {...(blocked && { 'data-disabled': true, 'aria-disabled': true })}
              onClick={() => void start()}
            >
              {stage.state === 'done' ? strings.again : strings.start}
            </Button>
          </Tooltip>
          {stage.state !== 'done' && (
            <Button variant="default" onClick={stage.state === 'busy' ? () => stage.cancel() : onClose}>
              {t.runs.cancel}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

/** How far the export is; of small ones there is nothing to see. */
function Progressing({ progress }: { readonly progress: CallProgress<'export.write'> | null }) {
  if (progress === null) return null;
  const { phase, done, total } = progress;
  if (phase === 'verifying') return <p className={css['words']}>{strings.verifying}</p>;
  if (total === 0) return null;
  return <Progress value={(100 * Math.min(done, total)) / total} aria-label={strings.busy} />;
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
