import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describeIssue } from '../../document/values.ts';
import type { Figure } from '../../insight/figure.ts';
import type { Tools, View } from '../../insight/view.ts';
import { isView, views } from '../../insight/views/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers, ParsedParams } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { viewError } from '../insight/in-words.ts';
import { lastFigures } from '../insight/last-figures.ts';
import { subjectOf } from '../insight/subject.ts';
import { toolsOf } from '../insight/tools.ts';
import type { LoadedModel } from '../models.ts';
import { activeRun } from '../training/job.ts';
import type { EngineContext } from './context.ts';

type ShowRequest = ParsedParams<'insight.show'>;

/** @throws EngineError `no-such-view` */
function viewOf(id: string): View {
  if (isView(id)) return views[id];
  throw new EngineError('no-such-view', message('engine.no-view', { view: id, known: Object.keys(views) }));
}

const digestOf = (array: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    .digest('base64');

/** The same for the same question: pixels and numbers by their bytes. The model is the run's at its checkpoint. */
const keyOf = ({ run: _, checkpoint: __, image, values, ...question }: ShowRequest): string =>
  JSON.stringify([question, image && { ...image, data: digestOf(image.data) }, values && digestOf(values)]);

export function insightHandlers({ models, store, trainer }: EngineContext): Pick<Handlers, 'insight.show'> {
  /** A run that stands still is held up by nothing. */
  const busy = (): boolean => trainer.current !== null && activeRun(trainer.current)?.state === 'running';
  return {
    async 'insight.show'(asked, { progress, canceled }) {
      // A turn of the loop later: between two steps where the run trains, and with the cancellations read that came in
      // together with the question, so that what no one waits for is not computed.
      await nextTurn();
      if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
      const view = viewOf(asked.view);
      const parameters = view.parameters.safeParse(asked.parameters);
      if (!parameters.success)
        throw new EngineError(
          'invalid',
          message('engine.view-option', {
            view: asked.view,
            wrong: describeIssue(parameters.error.issues[0]!, asked.parameters),
            known: Object.keys(view.parameters.shape),
          }),
        );
      const compute = async (model: LoadedModel): Promise<readonly Figure[]> => {
        const key = keyOf(asked);
        const known = model.results?.get(key);
        if (known) return known;
        const tools = toolsOf(model, () => store.folderOf(asked.run), canceled, busy);
        const show = async (other: Tools | null): Promise<readonly Figure[]> => {
          const subject = await subjectOf(view, { model, tools, asked, canceled, other });
          const computed = view.compute(tools, subject, parameters.data);
          try {
            return await lastFigures(computed, (partial) => progress({ figures: [...partial] }), canceled);
          } catch (error) {
            throw viewError(error);
          }
        };
        const { other, otherCheckpoint } = asked;
        let lasting = true;
        const compared = view.needs.includes('other') && other !== null;
        const figures = compared
          ? await models.use(
              other,
              (own) => {
                lasting = own.results !== null;
                return show(toolsOf(own, () => store.folderOf(other), canceled, busy));
              },
              otherCheckpoint,
            )
          : await show(null);
        if (lasting) model.results?.set(key, figures);
        return figures;
      };
      return { figures: [...(await models.use(asked.run, compute, asked.checkpoint))] };
    },
  };
}
