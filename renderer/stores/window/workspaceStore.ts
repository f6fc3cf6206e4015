import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '../../../src/text/catalogue.ts';
import { type LazyText, resolveText } from '../../../src/text/lazy-text.ts';
import { textOf } from '../../../src/text/text-error.ts';

export const stages = ['build', 'data', 'train', 'inspect', 'runs'] as const;
export type Stage = (typeof stages)[number];
export const colorSchemes = ['auto', 'light', 'dark'] as const;
export type ColorScheme = (typeof colorSchemes)[number];
/** A language that the person chose, or the one of the system. */
export type LanguageChoice = Language | 'system';
export type Wheel = 'pan' | 'zoom';
export const leftTabs = ['palette', 'outline', 'lessons'] as const;
export type LeftTab = (typeof leftTabs)[number];
export const bottomTabs = ['problems', 'curves', 'health', 'table', 'log'] as const;
export type BottomTab = (typeof bottomTabs)[number];
export type Dialog =
  | 'about'
  | 'guide'
  | 'shortcuts'
  | 'find'
  | 'speed'
  | 'sweep'
  | 'transfer'
  | 'share'
  | 'together'
  | 'updates';

/** Something that went wrong, to be read and dismissed; it does not go away by itself. */
export interface Alert {
  readonly id: number;
  readonly title: LazyText;
  readonly message: LazyText;
  /** What it is about, where that may make it old news. */
  readonly about?: AlertSubject | undefined;
}

export type AlertSubject = 'opening' | 'photo';

interface WorkspaceState {
  readonly stage: Stage;
  readonly colorScheme: ColorScheme;
  readonly language: LanguageChoice;
  /** What the wheel does on the canvas: scroll it, as two fingers on a trackpad do, or zoom. Ctrl and wheel always zoom. */
  readonly wheel: Wheel;
  /** Whether the left dock is open, by stage: in Build it holds the palette, later it makes room. */
  readonly leftOpen: Readonly<Record<Stage, boolean>>;
  readonly rightOpen: boolean;
  readonly bottomOpen: boolean;
  readonly leftTab: LeftTab;
  readonly bottomTab: BottomTab;
  /** The shelves and kinds of the palette that are unfolded. */
  readonly unfolded: readonly string[];
  /** The gallery lies over the workspace: at the start, and when asked for. */
  readonly galleryOpen: boolean;
  /** Whether the window is shown to a lecture hall: large type, and only what is talked about. Not kept. */
  readonly presenting: boolean;
  readonly dialog: Dialog | null;
  readonly alerts: readonly Alert[];
  /** The document's session in which training was asked for while something is in its way; null without. */
  readonly trainAsked: number | null;
  setStage(stage: Stage): void;
  setColorScheme(scheme: ColorScheme): void;
  setLanguage(language: LanguageChoice): void;
  setWheel(wheel: Wheel): void;
  toggleLeft(open?: boolean): void;
  toggleRight(open?: boolean): void;
  toggleBottom(open?: boolean): void;
  /** Opens the left dock at a tab. */
  showLeft(tab: LeftTab): void;
  /** Opens the bottom dock at a tab. */
  showBottom(tab: BottomTab): void;
  /** Unfolds a section of the palette, or folds it. */
  unfold(id: string, open: boolean): void;
  setGallery(open: boolean): void;
  setPresenting(presenting: boolean): void;
  setDialog(dialog: Dialog | null): void;
  /** Shows what went wrong above the workspace until it is dismissed. */
  alert(title: LazyText, message: LazyText, about?: AlertSubject): void;
  dismissAlert(id: number): void;
  dismissAlerts(about: AlertSubject): void;
  setTrainAsked(session: number | null): void;
}

/** Shows the message of an error. */
export function alertError(title: LazyText, error: unknown, about?: AlertSubject): void {
  useWorkspace.getState().alert(title, textOf(error), about);
}

/** Pixels of the window below which docks on both sides would leave the canvas no room: one is shown at a time. */
const roomForBoth = 900;

/** What is asked of the window to know that. */
export const crampedQuery = `(max-width: ${roomForBoth - 1}px)`;

const isCramped = (): boolean => window.matchMedia(crampedQuery).matches;

/** Whether the left dock is to be seen: in a narrow window the right one comes first. */
export const leftDockShown = (
  { stage, leftOpen, rightOpen }: Pick<WorkspaceState, 'stage' | 'leftOpen' | 'rightOpen'>,
  cramped = isCramped(),
): boolean => leftOpen[stage] && !(cramped && rightOpen);

/** How the room is arranged. Kept in this browser or window, not in the document. */
export const useWorkspace = create<WorkspaceState>()(
  persist(
    (set, get) => ({
      stage: 'build',
      colorScheme: 'auto',
      language: 'system',
      wheel: 'pan',
      leftOpen: { build: true, data: false, train: false, inspect: false, runs: false },
      rightOpen: true,
      bottomOpen: true,
      leftTab: 'palette',
      bottomTab: 'problems',
      unfolded: ['common'],
      galleryOpen: true,
      presenting: false,
      dialog: null,
      alerts: [],
      trainAsked: null,
      setStage(stage) {
        const { leftTab, leftOpen, stage: before } = get();
        // A lesson goes along: it asks for the very stage that is opened.
        const stays = leftTab === 'lessons' && leftOpen[before];
        set({ stage, galleryOpen: false, ...(stays && { leftOpen: { ...leftOpen, [stage]: true } }) });
      },
      setColorScheme: (colorScheme) => set({ colorScheme }),
      setLanguage: (language) => set({ language }),
      setWheel: (wheel) => set({ wheel }),
      toggleLeft(open) {
        const { stage, leftOpen, rightOpen } = get();
        const next = open ?? !leftDockShown(get());
        set({
          leftOpen: { ...leftOpen, [stage]: next },
          rightOpen: rightOpen && !(next && isCramped()),
        });
      },
      toggleRight(open) {
        const { stage, leftOpen, rightOpen } = get();
        const next = open ?? !rightOpen;
        // Hidden to see the canvas, it gives its room to the canvas.
        const left = leftOpen[stage] && !isCramped();
        set({ rightOpen: next, leftOpen: { ...leftOpen, [stage]: left } });
      },
      toggleBottom: (open) => set({ bottomOpen: open ?? !get().bottomOpen }),
      showLeft(tab) {
        get().toggleLeft(true);
        set({ leftTab: tab });
      },
      showBottom: (tab) => set({ bottomTab: tab, bottomOpen: true }),
      unfold(id, open) {
        const others = get().unfolded.filter((other) => other !== id);
        set({ unfolded: open ? [...others, id] : others });
      },
      setGallery: (galleryOpen) => set({ galleryOpen }),
      setPresenting: (presenting) => set({ presenting }),
      setDialog: (dialog) => set({ dialog }),
      alert(title, message, about) {
        const { alerts } = get();
        const others = alerts.filter(
          (alert) =>
            resolveText(alert.title) !== resolveText(title) ||
            resolveText(alert.message) !== resolveText(message),
        );
        set({ alerts: [...others, { id: (alerts.at(-1)?.id ?? 0) + 1, title, message, about }].slice(-3) });
      },
      setTrainAsked: (trainAsked) => set({ trainAsked }),
      dismissAlert: (id) => set({ alerts: get().alerts.filter((alert) => alert.id !== id) }),
      dismissAlerts: (about) => set({ alerts: get().alerts.filter((alert) => alert.about !== about) }),
    }),
    {
      name: 'convas.workspace',
      version: 1,
      partialize: ({
        colorScheme,
        language,
        wheel,
        leftOpen,
        rightOpen,
        bottomOpen,
        leftTab,
        bottomTab,
        unfolded,
      }) => ({
        colorScheme,
        language,
        wheel,
        leftOpen,
        rightOpen,
        bottomOpen,
        leftTab,
        bottomTab,
        unfolded,
      }),
    },
  ),
);
