import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatasetInfo, RunSummary } from '../../../src/protocol/data.ts';
import type { WeightSource } from '../../../src/training/transfer.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useTransfer } from '../../stores/runs/transferStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { TransferDialog } from './TransferDialog.tsx';

const digits: DatasetInfo = {
  id: 'digits',
  title: 'Digits',
  description: '',
  license: 'MIT',
  source: 'here',
  classes: ['one', 'two'],
  sampleShape: [28, 28, 1],
  train: 100,
  test: 20,
  availability: 'ready',
  downloadBytes: 0,
};
const finished: RunSummary = {
  run: 'r1',
  name: 'My digits',
  state: 'finished',
  startedAt: '2026-01-01T00:00:00Z',
  dataset: 'digits',
  epochs: [],
  test: null,
  params: 61_706,
  seconds: 100,
  message: '',
  tags: [],
  notes: '',
};
const lenet = templates.find(({ id }) => id === 'lenet-5')!.text;

let read: WeightSource[];

beforeEach(async () => {
  read = [];
  installHost(
    createTestHost({
      'datasets.list': () => ({ datasets: [digits] }),
      'transfer.bases': () => ({
        bases: [{ base: 'cifar-8', name: 'Base network', accuracy: 0.85, classes: 8 }],
      }),
      'runs.list': () => ({ runs: [finished, { ...finished, run: 'r2', state: 'failed' }] }),
      'transfer.source': ({ source }) => {
        read.push(source);
        return { source, name: 'Source', document: lenet, labels: [], preprocessing: [] };
      },
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
});
afterEach(() => {
  cleanup();
  useTransfer.setState({ source: null });
});

const create = async (): Promise<WeightSource | undefined> => {
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  return useDocument.getState().document.training.transfer?.source;
};

it('starts from the base network that ships where nothing was chosen', async () => {
  renderIn(<TransferDialog />);
  expect(await screen.findByDisplayValue(/^Base network for small images \(85/)).toBeTruthy();
  expect(await create()).toEqual({ base: 'cifar-8' });
  expect(read).toEqual([{ base: 'cifar-8' }]);
});

it('starts from the run for which it was opened', async () => {
  useTransfer.setState({ source: { run: 'r1' } });
  renderIn(<TransferDialog />);
  expect(await screen.findByDisplayValue('My digits')).toBeTruthy();
  expect(await create()).toEqual({ run: 'r1' });
  expect(read).toEqual([{ run: 'r1' }]);
});
