import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocument } from '../../../../src/document/parse.ts';
import { EngineError } from '../../../../src/protocol/client.ts';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import type { Inspection } from '../../../../src/protocol/import-report.ts';
import { maxPieceBytes, type RecentData } from '../../../../src/protocol/own-data.ts';
import type { Handlers } from '../../../../src/protocol/serve.ts';
import { TextError } from '../../../../src/text/text-error.ts';
import { templates } from '../../../../templates/index.ts';
import { installHost } from '../../../host/current.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { renderIn } from '../../../testing/render.tsx';
import { createTestHost } from '../../../testing/testHost.ts';
import { ImportReport } from './ImportReport.tsx';
import { OwnData } from './OwnData.tsx';

vi.setConfig({ testTimeout: 30_000 });

const infoOf = (path: string): DatasetInfo => ({
  id: path,
  title: path,
  description: '',
  license: '',
  source: path,
  classes: ['a', 'b'],
  sampleShape: [8, 8, 1],
  train: 8,
  test: 2,
  availability: 'ready',
  downloadBytes: 0,
});

/** What arrived, by path; an engine that keeps it at `/home/NAME`. */
const arrived = new Map<string, number[]>();
const prepared: string[] = [];
let recents: RecentData[] = [];
let announced: { name: string; files: { path: string; size: number }[] } | null = null;
let finish: () => void = () => undefined;

const engine: Partial<Handlers> = {
  'uploads.receive': async (params, { progress, onCancel }) => {
    announced = params;
    const total = params.files.reduce((sum, { size }) => sum + size, 0);
    progress({ upload: 'u', done: 0, total });
    await new Promise<void>((resolve, reject) => {
      finish = resolve;
      onCancel(() => reject(new EngineError('canceled', 'Canceled.')));
    });
    return { path: `/home/${params.name}` };
  },
  'uploads.put': ({ pieces }) => {
    expect(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(maxPieceBytes);
    for (const { file, offset, bytes } of pieces) {
      const { path } = announced!.files[file]!;
      const before = arrived.get(path) ?? [];
      expect(offset).toBe(before.length);
      arrived.set(path, [...before, ...bytes]);
    }
    if (announced!.files.every(({ path, size }) => arrived.get(path)?.length === size)) finish();
    return {};
  },
  'datasets.list': () => ({ datasets: [] }),
  'datasets.prepare': ({ dataset }) => {
    prepared.push(dataset);
    if (dataset.includes('broken')) throw new EngineError('dataset-corrupt', 'a/1.png is no image.');
    return infoOf(dataset);
  },
  'recents.list': () => ({ recents }),
  'recents.add': ({ path }) => {
    recents = [
      { path, name: path.split('/').at(-1)!, usedAt: '2026-11-29T08:00:00Z', place: 'copied', exists: true },
    ];
    return {};
  },
  'recents.remove': () => {
    recents = [];
    return {};
  },
};

async function connect(
  pathOf?: (file: object) => string | null,
  more: Partial<Handlers> = {},
): Promise<void> {
  installHost({ ...createTestHost({ ...engine, ...more }), ...(pathOf && { pathOf }) });
  useEngine.setState({ status: { state: 'connecting' }, client: null, datasets: [] });
  await useEngine.getState().connect();
}

const inFolder = (path: string, ...bytes: number[]): File => {
  const file = new File([Uint8Array.from(bytes)], path.split('/').at(-1)!);
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
};
const dataset = () => useDocument.getState().document.data?.dataset;
const input = (name: string) => document.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;

beforeEach(() => {
  const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  useDocument.getState().begin(parsed.document);
  useImports.setState({ importing: null, failed: null, recents: [] });
  arrived.clear();
  prepared.length = 0;
  recents = [];
  announced = null;
});
afterEach(cleanup);

describe('a folder that is chosen', () => {
  const files = [
    inFolder('pets/cats/1.png', 1, 2, 3),
    inFolder('pets/dogs/2.png', 4),
    inFolder('pets/.DS_Store', 9),
  ];

  it('is handed over in pieces, without what systems leave in it, and becomes the document’s data', async () => {
    await connect();
    renderIn(<OwnData />);
    await userEvent.upload(input('Choose a folder'), files);
    await vi.waitFor(() => expect(dataset()).toBe('/home/pets'));
    expect(Object.fromEntries(arrived)).toEqual({ 'cats/1.png': [1, 2, 3], 'dogs/2.png': [4] });
    const list = await screen.findByRole('list', { name: 'Used lately' });
    expect(within(list).getByText('pets')).toBeTruthy();
    useDocument.getState().undo();
    expect(dataset()).toBe('mnist-10k');
    await userEvent.click(within(list).getByText('pets'));
    await vi.waitFor(() => expect(dataset()).toBe('/home/pets'));
    await userEvent.click(screen.getByRole('button', { name: 'Delete pets from Convas' }));
    await vi.waitFor(() => expect(screen.queryByRole('list', { name: 'Used lately' })).toBeNull());
  });

  it('is used where it is where the host can tell, and not copied', async () => {
    await connect((file) => `/data/${(file as File).webkitRelativePath}`);
    renderIn(<OwnData />);
    await userEvent.upload(input('Choose a folder'), files);
    await vi.waitFor(() => expect(dataset()).toBe('/data/pets'));
    expect(announced).toBeNull();
  });

  it('that cannot be read leaves the document as it was, and says why', async () => {
    await connect();
    renderIn(<OwnData />);
    await userEvent.upload(input('Choose a folder'), [inFolder('broken/a/1.png', 1)]);
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /broken could not be imported.*is no image/,
    );
    expect(dataset()).toBe('mnist-10k');
  });

  it('can be stopped on its way', async () => {
    await connect();
    renderIn(<OwnData />);
    useEngine.getState().client!.call = new Proxy(useEngine.getState().client!.call, {
      // Nothing is sent: the upload waits.
      apply: (call, self, args) =>
        args[0] === 'uploads.put' ? new Promise(() => {}) : Reflect.apply(call, self, args),
    });
    await userEvent.upload(input('Choose a folder'), files);
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(useImports.getState().importing).toBeNull());
    expect(useImports.getState().failed).toBeNull();
    expect(dataset()).toBe('mnist-10k');
  });
});

describe('a zip file', () => {
  it('is unpacked, and what is in it handed over', async () => {
    await connect();
    renderIn(<OwnData />);
    const packed = zipSync({
      'top/a/1.png': Uint8Array.of(1, 2),
      'top/b/2.png': Uint8Array.of(3),
      '__MACOSX/x': Uint8Array.of(0),
    });
    await userEvent.upload(input('Choose files'), new File([packed.slice()], 'shapes.zip'));
    await vi.waitFor(() => expect(dataset()).toBe('/home/top'));
    expect(Object.fromEntries(arrived)).toEqual({ 'a/1.png': [1, 2], 'b/2.png': [3] });
  });

  it('that is none is refused by its name', async () => {
    await connect();
    renderIn(<OwnData />);
    await userEvent.upload(input('Choose files'), new File(['no zip at all'], 'shapes.zip'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/shapes\.zip cannot be unpacked/);
    expect(announced).toBeNull();
  });
});

describe('the report', () => {
  it('tells counts, sizes, what was left out and what looks wrong', async () => {
    const found: Inspection = {
      title: 'pets',
      fingerprint: '0',
      format: 'a folder of images for each class',
      splits: { train: 1200, validation: 0, test: 300 },
      classes: [{ name: 'cats', train: 1200, validation: 0, test: 300 }],
      shape: [32, 48, 3],
      sizes: [
        { height: 32, width: 48, count: 1400 },
        { height: 30, width: 40, count: 100 },
      ],
      range: [0, 255],
      heldOut: 5,
      target: 'class',
      leftOut: [{ file: 'cats/broken.png', reason: 'it is no image' }],
      leftOutCount: 1,
      warnings: ['There is only one class.'],
      changes: ['100 images were resized.'],
    };
    await connect(undefined, { 'datasets.inspect': () => found });
    renderIn(<ImportReport dataset="/home/pets" />);
    const report = screen.getByRole('region', { name: 'Import report' });
    expect(await within(report).findByText('1,200')).toBeTruthy();
    expect(within(report).getByText('300 (one in 5, held out of training)')).toBeTruthy();
    expect(within(report).getByText('32 × 48 (1,400), 30 × 40 (100)')).toBeTruthy();
    for (const text of ['There is only one class.', '100 images were resized.', '1 file was left out'])
      expect(within(report).getByText(text)).toBeTruthy();
    expect(within(report).getByText('cats/broken.png: it is no image')).toBeTruthy();
  });
});
