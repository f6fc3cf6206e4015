import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../../src/document/parse.ts';
import type { HealthRow, LayerHealth } from '../../../../src/protocol/health.ts';
import { sentence } from '../../../../src/text/message.ts';
import { TextError } from '../../../../src/text/text-error.ts';
import { templates } from '../../../../templates/index.ts';
import { installHost } from '../../../host/current.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { useHealth, useTrainedProblems } from '../../../stores/runs/healthStore.ts';
import { useRun } from '../../../stores/runs/runStore.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { createTestHost } from '../../../testing/testHost.ts';
import { HealthPanel } from './HealthPanel.tsx';
import { TroubleNote } from './TroubleNote.tsx';

const layers = () => useDocument.getState().document.layers;
const named = (name: string) => layers().find((layer) => layer.name === name)!;

/** A row of LeNet-5 in which C1 has that gradient and C3 that share of saturated outputs. */
function row(step: number, gradient: number, saturated: number): HealthRow {
  const of = (name: string, own: number, seen: LayerHealth['activation']): LayerHealth => ({
    layer: named(name).id,
    name,
    params: 100,
    gradient: own,
    gradientPeak: own,
    activation: seen,
  });
  const tanh = (share: number) => ({
    function: 'tanh',
    units: 16,
    mean: 0,
    std: 1,
    dead: null,
    saturated: share,
  });
  return {
    epoch: 1,
    step,
    layers: [
      of('C1', gradient, tanh(0.1)),
      of('C3', 0.3, tanh(saturated)),
      of('C5', 0.5, tanh(0.2)),
      of('Output', 1, null),
    ],
  };
}

function show(rows: readonly HealthRow[]): void {
  useHealth.setState({ run: 'r1', rows });
}

const Problems = () => useTrainedProblems().map(({ message }) => sentence(message));

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useRun.setState({ training: { phase: 'idle' }, shown: null, past: null });
  useHealth.setState({ run: null, rows: [] });
});
afterEach(cleanup);

describe('the health of a run', () => {
  it('says that there is nothing yet, and that nothing is wrong', () => {
    renderIn(<HealthPanel />);
    expect(screen.getByText('Nothing measured yet')).toBeTruthy();
    cleanup();
    show([row(1, 1, 0.1)]);
    renderIn(<HealthPanel />);
    expect(screen.getByText(/No trouble found/)).toBeTruthy();
    expect(screen.getByText('20% saturated')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Gradient of a weight in C1, from 0.1 to 0.1' })).toBeTruthy();
  });

  it('names the trouble, and its remedy is one step of undo, after which it is no longer offered', async () => {
    show([row(1, 1e-5, 0.9)]);
    renderIn(<HealthPanel />);
    expect(screen.getByText('Vanishing gradient')).toBeTruthy();
    expect(screen.getByText(/90 ?% of the outputs of C3 lie at the ends/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Set the activation of C3 to ReLU' }));
    expect(named('C3').params).toMatchObject({ activation: 'relu', kernelInitializer: 'heNormal' });
    expect(screen.queryByRole('button', { name: 'Set the activation of C3 to ReLU' })).toBeNull();
    useDocument.getState().undo();
    expect(named('C3').params['activation']).toBe('tanh');
  });

  it('shows the worst beside the run, with the way to the rest', async () => {
    show([row(1, 1e-5, 0.9)]);
    renderIn(<TroubleNote />);
    expect(screen.getByText('Vanishing gradient')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '1 more trouble' }));
    expect(useWorkspace.getState()).toMatchObject({ bottomTab: 'health', bottomOpen: true });
  });

  it('makes units that died a problem of the network', () => {
    const relu = { function: 'relu', units: 6, mean: 0, std: 0, dead: 6, saturated: null };
    const sick = row(1, 1, 0);
    show([{ ...sick, layers: [{ ...sick.layers[0]!, activation: relu }, ...sick.layers.slice(1)] }]);
    renderIn(<Problems />);
    expect(screen.getByText(/All 6 channels of C1 \(100 ?%\) are dead/)).toBeTruthy();
  });

  it('takes up the rows of a run as they come, and those of a kept one', async () => {
    const host = createTestHost({
      'runs.health': ({ run }) => ({ rows: run === 'r1' ? [row(1, 1, 0)] : [] }),
    });
    installHost(host);
    useEngine.setState({ status: { state: 'connecting' }, client: null });
    await useEngine.getState().connect();
    const run = {
      run: 'r1',
      state: 'running',
      message: '',
      layer: null,
      epochs: [],
      progress: null,
      test: null,
    };
    useRun.setState({ training: { phase: 'run', run } as never });
    await vi.waitFor(() => expect(useHealth.getState().rows).toHaveLength(1));
    host.emitter.emit('train.health', { run: 'r1', row: row(2, 1, 0) });
    host.emitter.emit('train.health', { run: 'other', row: row(3, 1, 0) });
    await vi.waitFor(() => expect(useHealth.getState().rows.map(({ step }) => step)).toEqual([1, 2]));
    useRun.setState({ training: { phase: 'idle' } });
    expect(useHealth.getState().rows).toEqual([]);
  });
});
