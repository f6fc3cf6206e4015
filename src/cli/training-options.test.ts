import { describe, expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import { addLayer } from '../document/operations/layers.ts';
import { type TrainingFlags, withTraining } from './training-options.ts';

const { document, id } = addLayer(newDocument('t'), 'dense', { x: 0, y: 0 }, {}, 'F6');
const training = (flags: TrainingFlags) => withTraining(document, flags).training;

describe('the options of training', () => {
  it('change what they name and nothing else', () => {
    expect(training({})).toEqual(document.training);
    expect(training({ epochs: 3, seed: 7 })).toEqual({ ...document.training, epochs: 3, seed: 7 });
  });

  it.each([
    [
      { optimizer: 'momentum:nesterov=true' },
      { optimizer: { kind: 'momentum', params: { nesterov: true } } },
    ],
    [
      { optimizer: 'sgd', learningRate: '0.5' },
      { optimizer: { kind: 'sgd', params: { learningRate: 0.5 } } },
    ],
    [{ learningRate: '0.5' }, { optimizer: { kind: 'adam', params: { learningRate: 0.5 } } }],
    [
      { schedule: 'step:every=2,factor=0.5' },
      { schedule: { kind: 'step', params: { every: 2, factor: 0.5 } } },
    ],
    [
      { optimizer: 'sgd', learningRate: '0,002' },
      { optimizer: { kind: 'sgd', params: { learningRate: 0.002 } } },
    ],
    [
      { schedule: 'step:factor=0,5,every=2' },
      { schedule: { kind: 'step', params: { every: 2, factor: 0.5 } } },
    ],
    [
      { schedule: 'step:every=2; factor=0,5' },
      { schedule: { kind: 'step', params: { every: 2, factor: 0.5 } } },
    ],
    [{ warmup: '1,5' }, { warmup: { length: 1.5, unit: 'epochs' } }],
    [{ clip: 'norm=0,5' }, { clipping: { by: 'norm', limit: 0.5 } }],
    [{ weightDecay: '0,01' }, { weightDecay: 0.01 }],
    [{ classWeights: '1; 2,5; 1' }, { classWeights: [1, 2.5, 1] }],
    [{ layerRates: 'F6=0,1' }, { layers: { [id]: { rate: 0.1 } } }],
    [{ warmup: '2' }, { warmup: { length: 2, unit: 'epochs' } }],
    [{ warmup: '500s' }, { warmup: { length: 500, unit: 'steps' } }],
    [{ loss: 'huber:delta=2' }, { loss: { kind: 'huber', params: { delta: 2 } } }],
    [{ clip: 'globalNorm=1.5' }, { clipping: { by: 'globalNorm', limit: 1.5 } }],
    [{ clip: '2' }, { clipping: { by: 'globalNorm', limit: 2 } }],
    [{ clip: 'none' }, { clipping: { by: 'none' } }],
    [{ weightDecay: '0.01' }, { weightDecay: 0.01 }],
    [
      { optimizer: 'adamw', weightDecay: '0.01' },
      { weightDecay: 0, optimizer: { kind: 'adamw', params: { weightDecay: 0.01 } } },
    ],
    [{ classWeights: '1, 2.5,1' }, { classWeights: [1, 2.5, 1] }],
    [{ classWeights: 'balanced' }, { classWeights: 'balanced' }],
    [{ metrics: 'f1,auc' }, { metrics: ['f1', 'auc'] }],
    [{ freeze: 'F6', layerRates: 'F6=0.1' }, { layers: { [id]: { frozen: true, rate: 0.1 } } }],
    [{ earlyStopping: '3' }, { earlyStopping: { patience: 3, monitor: 'valLoss', restoreBest: true } }],
    [
      { earlyStopping: 'monitor=valAccuracy,restoreBest=false' },
      { earlyStopping: { patience: 5, monitor: 'valAccuracy', restoreBest: false } },
    ],
    [{ pretrain: '2' }, { pretraining: { epochs: 2, learningRate: 0.003, corruption: 0 } }],
    [{ pretrain: 'epochs=1,corruption=0.3' }, { pretraining: { epochs: 1, corruption: 0.3 } }],
    [{ pretrain: 'none' }, { pretraining: null }],
    [
      { checkpoints: 'minutes=10,epochs=none,keep=3' },
      { checkpoints: { minutes: 10, epochs: null, keep: 3 } },
    ],
  ])('%j', (flags, expected) => {
    expect(training(flags)).toMatchObject(expected);
  });

  it.each([
    [{ schedule: 'triangle' }, /no schedule "triangle"; choose one of constant/],
    [{ schedule: 'step:evry=5' }, /--schedule: there is no "evry"; there is every, factor/],
    [{ schedule: 'step:5' }, /"5" should be name=value/],
    [{ clip: 'length=3' }, /--clip length=3: clipping.by/],
    [{ weightDecay: 'much' }, /--weight-decay: "much" is not a number/],
    [{ weightDecay: '1.234,5' }, /--weight-decay: "1.234,5" .* Type 1234.5/],
    [{ warmup: '1,000s' }, /--warmup: "1,000" can mean 1000 or 1.000. Type 1000/],
    [{ classWeights: '0,5' }, /--class-weights: "0,5" can mean 0 and 5, or 0.5/],
    [{ schedule: 'step:factor=1,2,3' }, /factor: "1,2,3" has more than one separator/],
    [{ schedule: 'step:every=5,quick' }, /"quick" should be name=value/],
    [{ freeze: 'C9' }, /no layer "C9"; it has F6/],
    [{ pretrain: 'noise=0.2' }, /--pretrain: there is no "noise"; there is epochs, learningRate, corruption/],
    [{ earlyStopping: 'patiance=5' }, /--early-stopping: there is no "patiance"/],
    [{ earlyStopping: 'monitor=beauty' }, /no figure to watch "beauty"/],
    [{ metrics: 'beauty' }, /no metric "beauty"/],
  ])('%j is refused in one line', (flags, message) => {
    expect(() => training(flags)).toThrow(message);
  });
});
