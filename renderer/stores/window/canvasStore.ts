import type { ConvasDocument } from '../../../src/document/schema.ts';
import type { Point } from '../../editing/edit.ts';
import type { Guide } from '../../editing/guides.ts';
import { perTab } from '../tabs/perTab.ts';

/** What was seen of a part of a document. */
export interface SavedViewport {
  /** The part's; see `useOpen`. */
  readonly key: string;
  readonly viewport: Point & { readonly zoom: number };
  /** Of the canvas then, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

export interface Arranged {
  readonly places: ReadonlyMap<string, Point>;
  /** Its zoom, divided by that of the document as it is. */
  readonly gain: number;
}

/** What the canvas can be asked to show. There is one while it is on the screen. */
export interface CanvasView {
  /** Brings these layers and notes into view; everything without them. */
  fit(ids?: readonly string[]): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(zoom: number): void;
  /** The middle of what is seen, in the document's coordinates. */
  center(): Point;
  /** Where the pointer was last on the canvas, in the document's coordinates; null when it was not there. */
  pointer(): Point | null;
  toScreen(position: Point): Point;
  /** Moves the view only if these layers and notes are not all in it. */
  bringIntoView(ids: readonly string[]): void;
  /** Gives the canvas the keyboard. */
  focus(): void;
  /** Brings it into view and gives it the keyboard. */
  focusLayer(id: string): void;
  /** Arranges these layers, or all, and shows the way there. */
  layOut(ids: readonly string[] | null): Promise<void>;
  /**
   * How large the whole of a document would be shown, and, arranged, where its layers and notes would go and how large
   * it would be; null where it is arranged as well as it can be, or arranging was canceled.
   */
  arranged(document: ConvasDocument): Promise<Arranged | null>;
}

/** A layer about to be chosen: where it goes and what it is wired to. Positions are the document's. */
export interface QuickAdd {
  readonly screen: Point;
  readonly position?: Point;
  /** The layer whose output is to lead into the new one. */
  readonly source?: string;
  /** The layer that the new one is to lead into. */
  readonly target?: string;
  /** The wire that the new layer is put into. */
  readonly edge?: string;
}

export type MenuTarget =
  | { readonly on: 'canvas' }
  | { readonly on: 'layer' | 'note' | 'wire'; readonly id: string };

interface CanvasState {
  readonly view: CanvasView | null;
  /** Where dragged things are now; the document learns of it when they are dropped. */
  readonly moving: ReadonlyMap<string, Point> | null;
  /** What is dragged stays, and copies of it are put where it is dragged to. */
  readonly copying: boolean;
  /** The lines on which what is dragged is aligned with its neighbors. */
  readonly guides: readonly Guide[];
  /** Notes while they are being resized. */
  readonly resizing: ReadonlyMap<string, { readonly width: number; readonly height: number }> | null;
  /** What was seen last, so that it is seen again after a change of stage. */
  readonly seen: SavedViewport | null;
  /** What was seen last of the other parts of the document, by their keys: coming out of a block shows what was left. */
  readonly left: ReadonlyMap<string, SavedViewport>;
  /** What the view keeps in its frame while no one has moved it: the network as opened, or all of it. */
  readonly follow: 'opened' | 'all' | null;
  /** The wire that would take what is dragged over it. */
  readonly dropEdge: string | null;
  /** The wire that was pulled off its input and hangs on the pointer. */
  readonly detached: string | null;
  /** The wires that would give way to the one being drawn. */
  readonly replaced: readonly string[];
  readonly quickAdd: QuickAdd | null;
  /** A block that is about to be made is being named. */
  readonly naming: { readonly screen: Point } | null;
  readonly menu: { readonly screen: Point; readonly position: Point; readonly target: MenuTarget } | null;
  readonly editingNote: string | null;
  readonly minimap: boolean;
  /** Shown beside the pointer for a moment: why a wire was refused. */
  readonly refusal: { readonly text: string; readonly screen: Point } | null;
  /** Announced to screen readers. */
  readonly announcement: string;
  /** Counts the requests to edit the selected layer: the inspector then takes the focus. */
  readonly editRequests: number;
  /** Of them, those that the inspector has followed: one made before it opened is followed when it does. */
  readonly handledEditRequests: number;
  set(state: Partial<Omit<CanvasState, 'set' | 'announce' | 'requestEdit'>>): void;
  announce(text: string): void;
  requestEdit(): void;
}

/** The canvas's own session state: nothing of it is in the document or undone. */
export const useCanvas = perTab<CanvasState>((_tab, set, get) => ({
  view: null,
  moving: null,
  copying: false,
  guides: [],
  resizing: null,
  seen: null,
  left: new Map(),
  follow: null,
  dropEdge: null,
  detached: null,
  replaced: [],
  quickAdd: null,
  naming: null,
  menu: null,
  editingNote: null,
  minimap: true,
  refusal: null,
  announcement: '',
  editRequests: 0,
  handledEditRequests: 0,
  set,
  announce: (announcement) => set({ announcement }),
  requestEdit: () => set({ editRequests: get().editRequests + 1 }),
}));
