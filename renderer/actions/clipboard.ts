import { copy } from '../../src/document/operations/clipboard.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { boundsOfCopied, pasteOf, pasteOffset } from '../editing/clipboard.ts';
import { chosenIds } from '../editing/selection.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { applyEdit } from './apply.ts';
import { removeSelection } from './edits.ts';

/** What was copied last, here or in another tab: for a menu, to which the browser does not hand the clipboard. */
let copiedText = '';
/** Pastes in a row of the same text, each a step further, so that none hides the one before. */
let pastes = { text: '', count: 0 };

/** Notifies the other tabs what was copied. */
let otherTabs: BroadcastChannel | null = null;

/** Learns what is copied in other tabs. Returns how to stop. */
export function listenToOtherTabs(): () => void {
  const channel = new BroadcastChannel('convas.clipboard');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') copiedText = data;
  };
  otherTabs = channel;
  return () => {
    otherTabs = null;
    channel.close();
  };
}

/** The selected layers and notes, with the wires between them, as the clipboard's text. */
export function copyText(): string {
  const ids = chosenIds(useSelection.getState());
  copiedText = serializeDocument(copy(useOpen.getState().document, ids));
  otherTabs?.postMessage(copiedText);
  pastes = { text: '', count: 0 };
  useCanvas.getState().announce(t.canvas.announce.copied(ids.length));
  return copiedText;
}

/** Puts text on the clipboard by an event of our own making, for which no browser asks. */
function write(text: string): void {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', put, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}

/** Copies where a menu asks for it. */
export function copySelection(): void {
  if (chosenIds(useSelection.getState()).length > 0) write(copyText());
}

/** Cuts where a menu asks for it. */
export function cutSelection(): void {
  copySelection();
  removeSelection();
}

/** Pastes where a menu asks for it. @throws Error in words where the clipboard cannot be read, or holds no layers */
export async function pasteClipboard(): Promise<void> {
  const read = await host().readClipboard();
  if (read === null && copiedText === '') throw new Error(t.canvas.refusal.pasteByKey);
  pasteText(read ?? copiedText);
}

/**
 * Pastes what was copied at the pointer, or a step beside the originals.
 * @throws Error in words where the text holds no layers
 */
export function pasteText(text: string): void {
  const parsed = parseDocument(text);
  const bounds = parsed.ok ? boundsOfCopied(parsed.document) : null;
  if (!parsed.ok || !bounds) throw new Error(t.canvas.refusal.clipboard);
  const pointer = useCanvas.getState().view?.pointer() ?? null;
  pastes = { text, count: pastes.text === text ? pastes.count + 1 : 1 };
  applyEdit(pasteOf(parsed.document, pasteOffset(bounds, pointer, pastes.count)));
}
