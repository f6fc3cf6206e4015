import { copy, paste } from '../../src/document/operations/clipboard.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { t } from '../i18n/index.ts';
import { useCanvas } from '../stores/canvasStore.ts';
import { useOpen } from '../stores/openStore.ts';
import { useSelection } from '../stores/selectionStore.ts';
import { boundsOf } from './arrange.ts';
import { card, grid, snap } from './card.ts';
import { chosenIds, removeSelection, selectIds } from './edits.ts';

/** What was copied here last: for hosts that let a page write the clipboard but not read it. */
let held = '';
/** Pastes in a row of the same text, each a step further, so that none hides the one before. */
let pastes = { text: '', count: 0 };

/** Puts the selected layers and notes, with the wires between them, on the clipboard. */
export async function copySelection(): Promise<void> {
  const ids = chosenIds(useSelection.getState());
  if (ids.length === 0) return;
  held = serializeDocument(copy(useOpen.getState().document, ids));
  pastes = { text: '', count: 0 };
  useCanvas.getState().announce(t.canvas.announce.copied(ids.length));
  try {
    await navigator.clipboard.writeText(held);
  } catch {
    // Refused by the host: what is held here is pasted all the same.
  }
}

export async function cutSelection(): Promise<void> {
  const copied = copySelection();
  removeSelection();
  await copied;
}

/** The clipboard's text where the page may read it without asking; else what was copied here. */
async function clipboardText(): Promise<string> {
  try {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    return state === 'granted' ? await navigator.clipboard.readText() : held;
  } catch {
    return held;
  }
}

/**
 * Pastes at the pointer, or a step beside the originals. Throws where the clipboard holds no layers.
 */
export async function pasteClipboard(): Promise<void> {
  const text = (await clipboardText()) || held;
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(t.canvas.refusal.clipboard);
  const fragment = parsed.document;
  const bounds = boundsOf([
    ...fragment.layers.map(({ position }) => ({ ...position, ...card })),
    ...fragment.notes.map(({ position, size }) => ({ ...position, ...size })),
  ]);
  if (!bounds) throw new Error(t.canvas.refusal.clipboard);
  const pointer = useCanvas.getState().view?.pointer();
  pastes = { text, count: pastes.text === text ? pastes.count + 1 : 1 };
  const beside = { x: 4 * grid * pastes.count, y: (card.height + 4 * grid) * pastes.count };
  const offset = pointer
    ? { x: snap(pointer.x - bounds.x), y: snap(pointer.y - bounds.y) }
    : { x: beside.x, y: beside.y };
  let ids: string[] = [];
  const done = useOpen.getState().commit(t.canvas.edits.paste, (document) => {
    const result = paste(document, fragment, offset);
    ids = result.ids;
    return result.document;
  });
  if (done) selectIds(ids);
}
