import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setData } from '../../../src/document/operations/settings.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import type { Handlers } from '../../../src/protocol/serve.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templates } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { DataPanel } from './DataPanel.tsx';

vi.setConfig({ testTimeout: 30_000 });

const info = (id: string, availability: DatasetInfo['availability']): DatasetInfo => ({
  id,
  title: id.toUpperCase(),
  description: `About ${id}.`,
  license: 'MIT',
  source: 'here',
  classes: [...'0123456789'],
  sampleShape: [28, 28, 1],
  train: 100,
  test: 20,
  availability,
  downloadBytes: 11_594_722,
});

const asked: unknown[] = [];
const connect = async (handlers: Partial<Handlers> = {}): Promise<void> => {
  installHost(
    createTestHost({
      'datasets.list': () => ({ datasets: [info('mnist-10k', 'ready'), info('mnist', 'download')] }),
      'datasets.samples': (params) => {
        asked.push(params);
        const count = Math.min(params.count, 100 - params.offset);
        return {
          shape: [28, 28, 1],
          images: new Uint8Array(count * 784).fill(255),
          labels: Array.from({ length: count }, () => params.label ?? 3),
          indices: Array.from({ length: count }, (_, at) => params.offset + at),
          total: 100,
        };
      },
      ...handlers,
    }),
  );
  useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
  await useEngine.getState().connect();
};
const data = () => useDocument.getState().document.data;

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useDatasets.setState({ preparing: {} });
  asked.length = 0;
});
afterEach(cleanup);

describe('data that the document names and this machine does not know', () => {
  it('is located by its path, or the reason why it is not there is said beside the field', async () => {
    await connect({
      'datasets.prepare': ({ dataset }) => {
        if (dataset !== '/here') throw new EngineError('dataset-missing', `nothing at ${dataset}`);
        return info('/here', 'ready');
      },
    });
    useDocument
      .getState()
      .commit('x', (document) => setData(document, { ...document.data!, dataset: '/gone' }));
    renderIn(<DataPanel />);
    const path = screen.getByRole('textbox', { name: 'Path of the data' });
    expect((path as HTMLInputElement).value).toBe('/gone');
    await userEvent.click(screen.getByRole('button', { name: 'Look there' }));
    expect(await screen.findByText('nothing at /gone')).toBeTruthy();
    expect(data()?.dataset).toBe('/gone');
    await userEvent.clear(path);
    await userEvent.type(path, '/here{Enter}');
    await vi.waitFor(() => expect(data()?.dataset).toBe('/here'));
    expect(screen.queryByRole('textbox', { name: 'Path of the data' })).toBeNull();
    expect(screen.getByRole('radio', { name: /\/HERE/, checked: true })).toBeTruthy();
  });
});

describe('the data', () => {
  it('are chosen by a card, in the document, and undone', async () => {
    await connect();
    renderIn(<DataPanel />);
    const chooser = screen.getByRole('radiogroup', { name: 'Choose a dataset' });
    const cards = within(chooser).getAllByRole('radio');
    expect(cards.map((card) => card.getAttribute('aria-checked'))).toEqual(['true', 'false']);
    expect(cards[1]!.textContent).toContain('Download, 11.6 MB');
    await userEvent.click(cards[1]!);
    expect(data()?.dataset).toBe('mnist');
    useDocument.getState().undo();
    expect(data()?.dataset).toBe('mnist-10k');
  });

  it('are shown by their first images, and Explore has all of them', async () => {
    await connect();
    renderIn(<DataPanel />);
    const images = screen.getByRole('region', { name: 'Images' });
    await vi.waitFor(() => expect(within(images).getAllByRole('listitem')).toHaveLength(24));
    expect(asked.at(-1)).toMatchObject({ split: 'train', offset: 0, count: 24 });
    await userEvent.click(within(images).getByRole('button', { name: 'Look through all of them' }));
    expect(screen.getByRole('tab', { name: 'Explore' }).getAttribute('aria-selected')).toBe('true');
    await userEvent.click(screen.getByRole('tab', { name: 'Dataset' }));
  });

  it('are dealt anew by a form, which writes their reference', async () => {
    const prepared: string[] = [];
    await connect({
      'datasets.prepare': ({ dataset }) => {
        prepared.push(dataset);
        return info(dataset, 'ready');
      },
    });
    renderIn(<DataPanel />);
    const splits = screen.getByRole('region', { name: 'Splits' });
    await userEvent.click(within(splits).getByText('By shares'));
    await userEvent.click(within(splits).getByRole('button', { name: 'Apply to the document' }));
    await vi.waitFor(() => expect(data()?.dataset).toBe('mnist-10k?split=70/15/15'));
    expect(prepared).toEqual(['mnist-10k?split=70/15/15']);
    useDocument.getState().undo();
    expect(data()?.dataset).toBe('mnist-10k');
  });

  it('say what went wrong while they were fetched, and try again', async () => {
    await connect({
      'datasets.prepare': () => {
        throw new EngineError('failed', 'The server did not answer.');
      },
    });
    const { document } = useDocument.getState();
    useDocument.getState().begin({ ...document, data: { ...document.data!, dataset: 'mnist' } });
    renderIn(<DataPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Download, 11.6 MB' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The server did not answer.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('say so when the document names data that is not known here', async () => {
    await connect();
    const { document } = useDocument.getState();
    useDocument.getState().begin({ ...document, data: { ...document.data!, dataset: 'elsewhere' } });
    renderIn(<DataPanel />);
    expect(screen.getByText('The data "elsewhere" is not known on this machine')).toBeTruthy();
  });
});
