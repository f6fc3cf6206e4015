import type { EngineClient } from '../protocol/client.ts';
import type { RunState } from '../protocol/data.ts';
import { text } from '../text/language.ts';
import { message, sentence, type Text } from '../text/message.ts';
import { count, decimals, fixed } from './figures.ts';
import { CliError, scoresInWords } from './output.ts';
import { type Bar, duration } from './progress.ts';

const settled: ReadonlySet<RunState> = new Set([
  'finished',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
  'imported',
]);

export interface RunEnding {
  readonly state: RunState;
  readonly message: Text;
  /** Why its last weights are not on disk; empty where they are. */
  readonly unsaved: Text;
}

const speed = (imagesPerSecond: number): string =>
  text.commands.train.speed({ rate: count(Math.round(imagesPerSecond)) });

/** Follows a run to its end, drawing how far it is; an interrupt stops it after the running step. */
export function followRun(
  client: EngineClient,
  run: Promise<string>,
  bar: Bar,
  isReconstruction: boolean,
): Promise<RunEnding> {
  return new Promise((resolve, reject) => {
    let mine = '';
    let unsaved: Text = '';
    const words = text.commands.train;
    client.on('train.pretraining', (report) => {
      const { name, index, count: layers, epoch, epochs, batch, batches, loss, imagesPerSecond } = report;
      const note = `${words.error({ error: decimals(loss.at(-1)) })}, ${speed(imagesPerSecond)}`;
      bar.update(words.pretraining({ name, index, count: layers, epoch, epochs }), batch, batches, note);
    });
    client.on('train.pretrained', ({ record: { name, losses, seconds } }) =>
      bar.print(
        words.pretrained({
          name,
          epoch: losses.length,
          error: fixed(losses.at(-1)!, 4),
          seconds: fixed(seconds, 1),
        }),
      ),
    );
    client.on('train.batches', ({ epoch, epochs, batch, batches, loss, imagesPerSecond, secondsLeft }) => {
      const note = `${words.loss({ loss: decimals(loss.at(-1)) })}, ${speed(imagesPerSecond)}`;
      const left = secondsLeft === null ? '' : `, ${words.leftInAll({ time: duration(secondsLeft) })}`;
      bar.update(words.epochOf({ epoch, epochs }), batch, batches, note + left);
    });
    client.on('train.epoch', ({ record }) => {
      const { epoch, valLoss, valAccuracy, metrics, seconds, imagesPerSecond } = record;
      const { metrics: _ofValidation, ...own } = record;
      const held = valLoss === null ? null : { loss: valLoss, accuracy: valAccuracy, metrics };
      bar.print(
        words.epoch({
          epoch,
          scores: scoresInWords(own, isReconstruction),
          validation: held && scoresInWords(held, isReconstruction),
          seconds: fixed(seconds, 1),
          rate: count(Math.round(imagesPerSecond)),
        }),
      );
    });
    client.on('train.unsaved', ({ message: reason }) => {
      unsaved = reason;
      bar.print(sentence(reason) || words.writableAgain);
    });
    client.on('train.state', ({ run: changed, state, message: reason }) => {
      if (mine !== '' && changed !== mine) return;
      if (settled.has(state)) resolve({ state, message: reason, unsaved });
      else if (reason !== '') bar.print(sentence(reason));
    });
    client.onClose((reason) => reject(new CliError(message('cli.engine-gone', { reason }))));
    run.then((id) => {
      mine = id;
    }, reject);
  });
}
