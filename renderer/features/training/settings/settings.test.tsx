import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../../src/document/create.ts';
import { setLayerTraining } from '../../../../src/document/operations/layer-training.ts';
import { addLayer } from '../../../../src/document/operations/layers.ts';
import { imageSteps } from '../../../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { rateCurve } from './rateCurve.ts';
import { SettingsForm } from './SettingsForm.tsx';

vi.setConfig({ testTimeout: 30_000 });

const { document, id } = addLayer(newDocument('t'), 'dense', { x: 0, y: 0 }, { units: 3 }, 'F6');
const training = () => useDocument.getState().document.training;

async function unfold(name: RegExp): Promise<void> {
  const head = screen.getByRole('button', { name });
  if (head.getAttribute('aria-expanded') === 'false') await userEvent.click(head);
}

beforeEach(() => {
  useDocument.getState().begin({
    ...document,
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
  });
  renderIn(<SettingsForm />);
});
afterEach(cleanup);

describe('the settings of a first run', () => {
  it('are four; the rest is folded, each part with what is in force', () => {
    for (const name of ['Epochs', 'Batch size', 'Learning rate']) screen.getByRole('textbox', { name });
    expect(screen.getAllByRole('textbox')).toHaveLength(3);
    expect(screen.getAllByRole('combobox')).toEqual([screen.getByRole('combobox', { name: 'Optimizer' })]);
    for (const [part, inForce] of [
      ['Learning-rate schedule', 'Constant'],
      ['Loss', 'Cross-entropy'],
      ['Decay and clipping', 'none'],
      ['Validation, metrics, seed', '10% held out'],
      ['Stopping and checkpoints', 'runs to the end'],
    ]) {
      expect(screen.getByRole('button', { name: `${part} ${inForce}` })).toBeTruthy();
    }
    expect(screen.queryByRole('button', { name: /Per-layer settings/ })).toBeNull();
  });
});

describe('a part that is opened', () => {
  it('draws the rate of the schedule that is chosen, with its warm-up', async () => {
    await unfold(/Learning-rate schedule/);
    await userEvent.click(screen.getByRole('combobox', { name: 'Schedule' }));
    await userEvent.click(await screen.findByRole('option', { name: 'One cycle', hidden: true }));
    expect(training().schedule).toEqual({ kind: 'oneCycle', params: {} });
    expect(screen.getByRole('img', { name: /between 4e-9 and 0\.001/ })).toBeTruthy();
    await userEvent.click(screen.getByRole('combobox', { name: 'Curve' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Straight', hidden: true }));
    expect(training().schedule.params).toEqual({ curve: 'linear' });
    const warmup = screen.getByRole('textbox', { name: 'Warm-up' });
    await userEvent.clear(warmup);
    await userEvent.type(warmup, '2{Enter}');
    expect(training().warmup).toEqual({ length: 2, unit: 'epochs' });
  });

  it('leaves weight decay to an optimizer that has its own', async () => {
    await unfold(/Decay and clipping/);
    expect(screen.getByRole('textbox', { name: 'Weight decay' })).toBeTruthy();
    await userEvent.click(screen.getByRole('combobox', { name: 'Optimizer' }));
    await userEvent.click(await screen.findByRole('option', { name: 'AdamW', hidden: true }));
    expect(screen.getByText(/AdamW has its own weight decay/)).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Clip gradients' }), 'globalNorm');
    expect(training().clipping).toEqual({ by: 'globalNorm', limit: 1 });
    expect(screen.getByRole('button', { name: 'Decay and clipping clipped at 1' })).toBeTruthy();
  });

  it('offers the metrics and the losses that fit what the network learns', async () => {
    await unfold(/Validation, metrics, seed/);
    await userEvent.click(screen.getByRole('checkbox', { name: 'AUC' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'F1' }));
    expect(training().metrics).toEqual(['f1', 'auc']);
    expect(screen.queryByRole('checkbox', { name: 'Mean squared error' })).toBeNull();
  });

  it('stops early where asked to, by any figure that is measured', async () => {
    await unfold(/Stopping and checkpoints/);
    await userEvent.click(screen.getByRole('switch', { name: /Stop early/ }));
    expect(training().earlyStopping).toEqual({
      monitor: 'valLoss',
      patience: 5,
      minDelta: 0,
      restoreBest: true,
    });
    const every = screen.getByRole('textbox', { name: 'Every (epochs)' });
    await userEvent.clear(every);
    await userEvent.type(every, '0{Enter}');
    expect(training().checkpoints.epochs).toBeNull();
  });

  it('takes class weights by hand, one for each class', async () => {
    await unfold(/^Loss/);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Class weights' }), 'given');
    expect(training().classWeights).toEqual([1, 1]);
    const list = screen.getByRole('textbox', { name: /One weight per class/ });
    await userEvent.clear(list);
    await userEvent.type(list, '1, 2.5, {Enter}');
    expect(training().classWeights).toEqual([1, 2.5]);
    await userEvent.clear(list);
    await userEvent.type(list, '0,5{Enter}');
    expect(screen.getByText(/"0,5" can mean 0 and 5, or 0.5/)).toBeTruthy();
    expect(training().classWeights).toEqual([1, 2.5]);
  });

  it('lists the layers that train otherwise', async () => {
    useDocument.getState().commit('x', (before) => setLayerTraining(before, id, { frozen: true, rate: 0.1 }));
    await screen.findByRole('button', { name: /Per-layer settings 1 layer/ });
    await unfold(/Per-layer settings/);
    const [entry] = screen.getAllByRole('listitem');
    expect(within(entry!).getByRole('button', { name: 'F6' })).toBeTruthy();
    expect(entry!.textContent).toContain('frozen, rate × 0.1');
    await userEvent.click(screen.getByRole('button', { name: 'Train all layers alike' }));
    expect(training().layers).toEqual({});
  });
});

describe('the curve of the rate', () => {
  it('goes from the first step to the last', () => {
    const settings = trainingSettingsSchema.parse({ epochs: 2, schedule: { kind: 'polynomial' } });
    const curve = rateCurve(settings, 50)!;
    expect(curve.rates).toHaveLength(100);
    expect(curve.rates[0]).toBeCloseTo(0.001, 12);
    expect(curve.rates.at(-1)).toBeCloseTo(0.001 / 100, 12);
    expect(rateCurve({ ...settings, epochs: 1 }, 1)!.rates).toHaveLength(1);
    expect(rateCurve({ ...settings, schedule: { kind: 'triangle', params: {} } }, 50)).toBeNull();
  });
});
