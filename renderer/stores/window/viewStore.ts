import type { ViewId } from '../../../src/insight/views/registry.ts';
import { perTab } from '../tabs/perTab.ts';

type Values = Readonly<Record<string, unknown>>;

interface ViewState {
  /** The view that is looked at beside the maps and filters; null for none. */
  readonly view: ViewId | null;
  /** Options that were set, by view. */
  readonly values: Readonly<Partial<Record<ViewId, Values>>>;
  /** The steps of the checkpoint of a run that all views show; null for the weights that it is used with. */
  readonly moment: { readonly run: string; readonly steps: number } | null;
  choose(view: ViewId | null): void;
  set(view: ViewId, values: Values): void;
  /** Looks at a view with some options changed. */
  look(view: ViewId, values: Values): void;
  setMoment(moment: ViewState['moment']): void;
}

/** How one looks inside: the view, its options, and the moment of training. */
export const useViewChoice = perTab<ViewState>((_tab, set, get) => ({
  view: null,
  values: {},
  moment: null,
  choose: (view) => set({ view }),
  set: (view, values) => set({ values: { ...get().values, [view]: values } }),
  look(view, values) {
    const all = get().values;
    set({ view, values: { ...all, [view]: { ...all[view], ...values } } });
  },
  setMoment: (moment) => set({ moment }),
}));

/** The checkpoint of a run that is looked at; null for the weights that it is used with. */
export const momentOf =
  (run: string) =>
  ({ moment }: ViewState): number | null =>
    moment?.run === run ? moment.steps : null;
