import type { Workspace } from '../../files/folder.ts';
import { companionsOf } from '../../interchange/companions.ts';
import type { Format, FormatOf, OutputFiles, SourceName } from '../../interchange/format.ts';
import type { RunHistory, TrainedNetwork } from '../../interchange/sources.ts';
import { type StagedFile, stageFiles } from '../../interchange/stage.ts';
import { refuseUnsupported } from '../../interchange/unsupported.ts';
import { verifyFiles } from '../../interchange/verify.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ExportedFile, Verification } from '../../protocol/export.ts';
import type { CallContext } from '../../protocol/serve.ts';
import type { Language } from '../../text/catalogue.ts';
import { message } from '../../text/message.ts';
import type { LoadedModel } from '../models.ts';
import type { ExportSubject } from './subject.ts';
import { trialOf } from './trial.ts';

/** One export under way. */
export interface ExportJob {
  readonly subject: ExportSubject;
  /** Where its files are to be. */
  readonly workspace: Workspace;
  /** Where there is room for other folders. */
  readonly parent: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly verify: boolean;
  readonly language: Language;
  readonly watch: Pick<CallContext<'export.write'>, 'progress' | 'canceled'>;
}

interface Exported {
  readonly files: readonly ExportedFile[];
  /** Null where it was not asked for. */
  readonly verified: readonly Verification[] | null;
}

const stage = ({ workspace, watch }: ExportJob, files: OutputFiles, total = 0) =>
  stageFiles(workspace, files, {
    onBytes: (done) => watch.progress({ phase: 'writing', done, total }),
    canceled: watch.canceled,
  });

async function verification(
  { workspace, parent, options, watch }: ExportJob,
  { runtimes, tolerance, coarse, takesBytes }: Format,
  trained: TrainedNetwork,
  model: LoadedModel,
  write: (trained: TrainedNetwork) => OutputFiles,
): Promise<readonly Verification[]> {
  watch.progress({ phase: 'verifying', done: 0, total: 0 });
  const native = model.backend.id === 'native' ? model.backend.tf : null;
  const written = {
    trained,
    folder: workspace.folder,
    parent,
    write,
    tolerance: tolerance?.(options as never),
    takesBytes: takesBytes?.(options as never) ?? false,
  };
  return verifyFiles(
    runtimes?.(native, options as never) ?? [],
    written,
    await trialOf(model, coarse?.(options as never) ?? false),
  );
}

const own = (file: StagedFile): ExportedFile => ({ ...file, companion: false });
const companion = (file: StagedFile): ExportedFile => ({ ...file, companion: true });

/** @throws EngineError `no-epochs`, `no-steps` where a history has nothing that the format writes */
function checkNotEmpty({ epochs }: RunHistory, run: string, files: readonly StagedFile[]): void {
  if (files.length > 0) return;
  if (epochs.length > 0) throw new EngineError('no-steps', message('runs.no-steps', { run }));
  throw new EngineError('no-epochs', message('runs.no-epochs', { run }));
}

const writers: {
  readonly [S in SourceName]: (format: FormatOf<S>, job: ExportJob) => Promise<Exported>;
} = {
  async weights(format, job) {
    const { subject, options, verify, language } = job;
    return subject.withModel(language, async (trained, model) => {
      refuseUnsupported(format.id, format.supports(trained.network, options));
      const total = [...trained.weights.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
      const files = await stage(job, format.write(trained, options), total);
      const write = (other: TrainedNetwork): OutputFiles => format.write(other, options);
      const verified = verify ? await verification(job, format, trained, model, write) : null;
      const coarse = format.coarse?.(options) ? (verified ?? []) : null;
      const beside = await stage(job, companionsOf(trained, format, files[0]!.path, coarse), total);
      return { files: [...files.map(own), ...beside.map(companion)], verified };
    });
  },

  async document(format, job) {
    const { subject, options, verify, language } = job;
    const source = await subject.network(language);
    refuseUnsupported(format.id, format.supports(source.network, options));
    const files = await stage(job, format.write(source, options));
    if (!verify) return { files: files.map(own), verified: null };
    if (!format.runtimes || subject.run === null) return { files: files.map(own), verified: [] };
    const verified = await subject.withModel(language, (trained, model) =>
      verification(job, format, trained, model, (other) => format.write(other, options)),
    );
    return { files: files.map(own), verified };
  },

  async history(format, job) {
    const history = await job.subject.history();
    const files = await stage(job, format.write(history, job.options));
    checkNotEmpty(history, job.subject.run ?? '', files);
    return { files: files.map(own), verified: job.verify ? [] : null };
  },
};

/**
 * Writes an export into its workspace, and checks it where that is asked for.
 * @throws EngineError `not-exportable`, `needs-run`, `no-epochs`, `no-steps`, `canceled`
 */
export async function writeExport(format: Format, job: ExportJob): Promise<Exported> {
  const write = writers[format.source] as (format: Format, job: ExportJob) => Promise<Exported>;
  const exported = await write(format, job);
  if (job.watch.canceled()) throw new EngineError('canceled', message('interchange.canceled'));
  return exported;
}
