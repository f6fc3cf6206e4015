import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { blockKind } from '../../src/document/blocks.ts';
import { limits } from '../../src/document/limits.ts';
import { promoteParameter } from '../../src/document/operations/block-parameters.ts';
import { chain } from '../../src/document/operations/chain.ts';
import { makeBlock } from '../../src/document/operations/make-block.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { TextError } from '../../src/text/text-error.ts';
import { moveIntoWire } from '../editing/wires.ts';
import { installHost } from '../host/current.ts';
import { useAnalysis } from '../stores/document/analysisStore.ts';
import { isEdited, useDocument } from '../stores/document/documentStore.ts';
import { saveFile } from '../stores/document/files.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useLibrary } from '../stores/library/libraryStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { createTestHost, type TestHost } from '../testing/testHost.ts';
import type { Item } from '../ui/kinds/drag.ts';
import { selectIds } from './apply.ts';
import * as blocks from './blocks.ts';
import * as bypass from './bypass.ts';
import * as clipboard from './clipboard.ts';
import * as edits from './edits.ts';
import * as params from './params.ts';
import { applyRepairAsEdit } from './repairs.ts';
import * as wires from './wires.ts';

const anyMaterial = fc.record({
  a: fc.nat(40),
  b: fc.nat(40),
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom(limits.name, limits.name + 1).map((length) => 'n'.repeat(length)),
    fc.constant(`a${'😀'.repeat(120)}`),
  ),
  number: fc.constantFrom(0, 1, -264, 2.5, 1e12, -1e12, Number.NaN, Infinity),
});
type Material = typeof anyMaterial extends fc.Arbitrary<infer T> ? T : never;

const open = () => useOpen.getState().document;
const at = <T extends { readonly id: string }>(items: readonly T[], index: number): string =>
  items[index % Math.max(1, items.length)]?.id ?? 'nobody';
const layerAt = (index: number) => open().layers[index % Math.max(1, open().layers.length)];
const instance = (index: number): string =>
  at(
    open().layers.filter(({ kind }) => kind === blockKind),
    index,
  );

/** What may be added: kinds, blocks of the document, blocks that are kept. */
function item(index: number): Item {
  const own = useDocument.getState().document.blocks.map(({ id }): Item => ({ block: id }));
  const kept = useLibrary.getState().blocks.map(({ id }): Item => ({ kept: id }));
  const kinds = ['conv2d', 'add', 'input', 'flatten'].map((kind): Item => ({ kind }));
  const all = [...kinds, ...own, ...kept];
  return all[index % all.length]!;
}

type Action = (given: Material) => unknown;

/** Every edit as canvas, palette and inspector make it, on what is selected. */
const actions: Record<string, Action> = {
  blockSelection: ({ text }) => blocks.blockSelection(text),
  blockRepeated: () => blocks.blockRepeated(),
  unpackLayer: ({ a }) => blocks.unpackLayer(instance(a)),
  detachLayer: ({ a }) => blocks.detachLayer(instance(a)),
  detachOpen: () => blocks.detachOpen(),
  keepLayer: ({ a }) => blocks.keepLayer(instance(a)),
  keepDefinition: ({ a }) => blocks.keepDefinition(at(useDocument.getState().document.blocks, a)),
  addBlockInput: () => blocks.addBlockInput(),
  travel: ({ a }) => blocks.travel(a % 3 === 0 ? 'redo' : 'undo'),
  cutSelection: () => clipboard.cutSelection(),
  copySelection: () => clipboard.copySelection(),
  pasteClipboard: () => clipboard.pasteClipboard().catch(() => undefined),
  pasteText: () => {
    const text = clipboard.copyText();
    const copied = parseDocument(text);
    // A block's ports alone are not copied, and pasting nothing is refused.
    if (copied.ok && copied.document.layers.length > 0) clipboard.pasteText(text);
  },
  addItem: ({ a, b, number }) =>
    edits.addItem(item(a), {
      ...(b % 2 ? { position: { x: number, y: number } } : {}),
      ...(b % 3 ? { source: at(open().layers, b) } : { edge: at(open().edges, b) }),
    }),
  addAfterSelection: ({ a }) => edits.addAfterSelection(item(a)),
  connectLayers: ({ a, b }) => wires.connectLayers(at(open().layers, a), at(open().layers, b)),
  reconnectWire: ({ a, b }) => wires.reconnectWire(at(open().edges, a), at(open().layers, b)),
  removeWire: ({ a }) => wires.removeWire(at(open().edges, a)),
  moveIntoWire: ({ a, b }) =>
    useOpen
      .getState()
      .commit('Insert', (before) => moveIntoWire(before, at(before.edges, a), at(before.layers, b))),
  bypassLayers: ({ a, b }) => bypass.bypassLayers([at(open().layers, a)], b % 2 === 0),
  removeSelection: ({ a }) => edits.removeSelection({ alone: a % 2 === 0 }),
  duplicateSelection: () => edits.duplicateSelection(),
  alignSelection: ({ a }) => edits.alignSelection(a % 2 ? 'center' : 'bottom'),
  distributeSelection: () => edits.distributeSelection('vertical'),
  nudgeSelection: ({ number }) => edits.nudgeSelection({ x: number, y: 8 }),
  addNoteAt: ({ a, number }) => edits.addNoteAt(a % 2 ? { x: number, y: number } : undefined),
  connectSelection: () => wires.connectSelection(),
  rename: ({ a, text }) => {
    const layer = layerAt(a);
    if (layer) params.rename(layer, text);
  },
  setField: ({ a, b, text, number }) => {
    const chosen = [layerAt(a), layerAt(b)].filter((layer) => layer !== undefined);
    params.setField(chosen, { name: 'filters', title: 'Filters', value: b % 2 ? number : text });
  },
  // Of the whole network, as the list of problems offers them.
  applyRepairAsEdit: ({ a }) => {
    const { problems } = useAnalysis.getState().analysis;
    const repairs = problems.flatMap((problem) => problem.repairs);
    const repair = repairs[a % Math.max(1, repairs.length)];
    if (repair) applyRepairAsEdit(repair);
  },
  openBlockOf: ({ a }) => blocks.openBlockOf(instance(a)),
  leave: () => useSelection.getState().leave(),
};

/** What only answers, asks or selects, and what all edits go through. */
const notEdits = ['applyEdit', 'askForBlock', 'copyText', 'editSelection', 'listenToOtherTabs', 'selectIds'];
/** What the stores and the canvas do by themselves. */
const notActions = ['leave', 'moveIntoWire'];

// happy-dom has no clipboard to copy to.
document.execCommand = () => false;

function start(): ConvasDocument {
  const row = chain('Network', [
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 4 }, 'n'.repeat(limits.name)],
    ['maxPooling2d'],
    ['conv2d', { filters: 8 }],
    ['flatten'],
  ]);
  const inner = makeBlock(row, ['layer-2', 'layer-3'], 'b'.repeat(limits.name))!;
  return promoteParameter(inner.document, inner.definition, 'layer-2', 'filters', { name: 'width' });
}

let host: TestHost;
beforeEach(() => {
  host = createTestHost();
  installHost(host);
});

/** Does one thing with some layers and notes selected. */
async function act(name: string, given: Material): Promise<void> {
  const { a, b } = given;
  const ids = [at(open().layers, a), at(open().layers, b), at(open().layers, b + 1), at(open().notes, a)];
  selectIds([...new Set(ids)]);
  await actions[name]!(given);
}

describe('what is edited on the screen', () => {
  it('is tried for every edit', async () => {
    const functions: string[] = [];
    for (const file of await readdir(import.meta.dirname)) {
      if (file.endsWith('.test.ts')) continue;
      const module: Record<string, unknown> = await import(join(import.meta.dirname, file));
      functions.push(...Object.keys(module).filter((name) => typeof module[name] === 'function'));
    }
    const known = [...Object.keys(actions).filter((name) => !notActions.includes(name)), ...notEdits];
    expect(known.sort()).toEqual(functions.sort());
  });

  it('is saved, and opens again, equal', async () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(actions)), anyMaterial);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        useLibrary.setState({ blocks: [], removed: null });
        useWorkspace.setState({ alerts: [] });
        host.files.set('file', 'before');
        const file = { handle: 'file', fileName: 'file.convas', version: 'before', edited: true };
        useDocument.getState().begin(start(), file);
        for (const [name, given] of steps) await act(name, given);
        const { document } = useDocument.getState();
        expect(await saveFile()).toBe(true);
        expect(isEdited(useDocument.getState())).toBe(false);
        const read = parseDocument(host.files.get('file')!);
        if (!read.ok) throw new TextError(read.error);
        expect(read.notices).toEqual([]);
        expect(read.document).toEqual(JSON.parse(JSON.stringify(document)));
        for (const { text } of useLibrary.getState().blocks) expect(parseDocument(text).ok).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
