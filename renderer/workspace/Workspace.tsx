import { useMediaQuery } from '@mantine/hooks';
import { Fragment, type ReactNode, type RefObject, useEffect } from 'react';
import {
  Group,
  type Layout,
  Panel,
  type PanelImperativeHandle,
  Separator,
  useDefaultLayout,
  usePanelRef,
} from 'react-resizable-panels';
import { CanvasFeature } from '../features/canvas/index.tsx';
import { DataFeature } from '../features/data/index.tsx';
import { GalleryFeature } from '../features/gallery/index.tsx';
import { InsightFeature } from '../features/insight/index.tsx';
import { InspectorFeature } from '../features/inspector/index.tsx';
import { RunsFeature, SearchStrip } from '../features/runs/index.tsx';
import { TrainingFeature } from '../features/training/index.tsx';
import { t } from '../i18n/index.ts';
import { useHidden } from '../stores/course/hidden.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';
import {
  type BottomTab,
  crampedQuery,
  leftDockShown,
  type Stage,
  useWorkspace,
} from '../stores/window/workspaceStore.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { BottomDock } from './BottomDock.tsx';
import { LeftDock } from './LeftDock.tsx';
import { Messages } from './Messages.tsx';
import { TabStrip } from './TabStrip.tsx';
import { TopBar } from './TopBar.tsx';
import css from './workspace.module.css';

interface Side {
  readonly Content: () => ReactNode;
  /** Of the right dock at first, in pixels. */
  readonly width: number;
  /** Of the bottom dock at first, in pixels: where curves are looked at it has room for them. */
  readonly bottom: number;
}

/** What a stage puts beside the canvas. */
const sides: Readonly<Record<Stage, Side>> = {
  build: { width: 288, bottom: 120, Content: InspectorFeature },
  data: { width: 460, bottom: 120, Content: DataFeature },
  train: { width: 340, bottom: 216, Content: TrainingFeature },
  inspect: { width: 500, bottom: 184, Content: InsightFeature },
  runs: { width: 520, bottom: 216, Content: RunsFeature },
};

/** A group's layout, remembered for each set of panels that is open. */
function useRemembered(id: string, panelIds: string[]) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `convas.${id}`,
    panelIds,
    storage: window.localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return { onLayoutChanged, ...(defaultLayout ? { defaultLayout: defaultLayout as Layout } : {}) };
}

/** What says little in a low dock: it grows to this for it, in pixels, unless the person has given it a size. */
const roomFor: Partial<Readonly<Record<BottomTab, number>>> = { table: 216, curves: 232, health: 216 };

function useRoomForTab(panel: RefObject<PanelImperativeHandle | null>, sized: boolean): void {
  const tab = useWorkspace((state) => state.bottomTab);
  useEffect(() => {
    const wanted = roomFor[tab];
    if (sized || wanted === undefined) return;
    if ((panel.current?.getSize().inPixels ?? wanted) < wanted) panel.current?.resize(wanted);
  }, [tab, panel, sized]);
}

/** In a small window the docks begin smaller, so that the canvas keeps the most of it. */
const isNarrow = (): boolean => window.innerWidth < 1200;

function Docks({ stage }: { stage: Stage }) {
  const cramped = useMediaQuery(crampedQuery, window.matchMedia(crampedQuery).matches);
  const presenting = useWorkspace((state) => state.presenting);
  const onLesson = useWorkspace((state) => state.leftTab === 'lessons');
  // A lecture hall sees what is talked about: the network, a lesson, and what the stage is about.
  const left = useWorkspace((state) => leftDockShown(state, cramped)) && (!presenting || onLesson);
  const right = useWorkspace((state) => state.rightOpen) && !(presenting && stage === 'build');
  const bottom = useWorkspace((state) => state.bottomOpen) && (!presenting || stage === 'train');
  const columns = [left && 'left', 'middle', right && 'right'].filter((id) => id !== false);
  // Large type needs wider docks, which have a layout of their own.
  const purpose = presenting ? 'presenting-' : '';
  const columnLayout = useRemembered(`columns.${purpose}${stage}`, columns);
  const rowLayout = useRemembered(`rows.${stage}`, bottom ? ['canvas', 'bottom'] : ['canvas']);
  const { width, bottom: height, Content } = sides[stage];
  const dock = usePanelRef();
  useRoomForTab(dock, 'defaultLayout' in rowLayout);
  return (
    <main className={css['columns']}>
      <Group key={purpose} orientation="horizontal" {...columnLayout}>
        {left && (
          <>
            <Panel
              id="left"
              defaultSize={presenting ? 400 : isNarrow() ? 200 : 240}
              minSize={presenting ? 340 : 180}
              maxSize={presenting ? 600 : 420}
              groupResizeBehavior="preserve-pixel-size"
            >
              <section className={css['dock']} aria-label={t.shell.regions.left} data-region>
                <ErrorBoundary>
                  <LeftDock />
                </ErrorBoundary>
              </section>
            </Panel>
            <Separator className={css['separator']} aria-label={t.shell.docks.resize} />
          </>
        )}
        <Panel id="middle" minSize={300}>
          <Group orientation="vertical" {...rowLayout}>
            <Panel id="canvas" minSize={160}>
              <section className={css['canvas']} aria-label={t.shell.regions.canvas} data-region>
                <div className={css['drawing']}>
                  <ErrorBoundary>
                    <CanvasFeature />
                  </ErrorBoundary>
                </div>
                <ErrorBoundary>
                  <SearchStrip />
                </ErrorBoundary>
              </section>
            </Panel>
            {bottom && (
              <>
                <Separator className={css['separator']} aria-label={t.shell.docks.resize} />
                <Panel
                  id="bottom"
                  panelRef={dock}
                  defaultSize={height}
                  minSize={96}
                  groupResizeBehavior="preserve-pixel-size"
                >
                  <section className={css['dock']} aria-label={t.shell.regions.bottom} data-region>
                    <ErrorBoundary>
                      <BottomDock />
                    </ErrorBoundary>
                  </section>
                </Panel>
              </>
            )}
          </Group>
        </Panel>
        {right && (
          <>
            <Separator className={css['separator']} aria-label={t.shell.docks.resize} />
            <Panel
              id="right"
              defaultSize={isNarrow() ? Math.min(width, 360) : width}
              minSize={240}
              maxSize={720}
              groupResizeBehavior="preserve-pixel-size"
            >
              <section
                className={`${css['dock']} ${css['side']}`}
                aria-label={t.shell.regions.right}
                data-region
              >
                <ErrorBoundary>
                  <Content />
                </ErrorBoundary>
              </section>
            </Panel>
          </>
        )}
      </Group>
    </main>
  );
}

/** The room: tabs, top bar, docks around the canvas, and the gallery over them. */
export function Workspace() {
  const chosen = useWorkspace((state) => state.stage);
  // Whatever leads to a stage that an assignment hides leads nowhere.
  const stage = useHidden(chosen) ? 'build' : chosen;
  const gallery = useWorkspace((state) => state.galleryOpen);
  const presenting = useWorkspace((state) => state.presenting);
  const tab = useTabs((state) => state.active);
  return (
    <div className={css['workspace']} data-presenting={presenting || undefined}>
      <TabStrip />
      {/* Made again for each tab: nothing of one document is left in what shows another. */}
      <Fragment key={tab.id}>
        <TopBar />
        <Messages />
        {gallery ? <GalleryFeature /> : <Docks key={stage} stage={stage} />}
      </Fragment>
    </div>
  );
}
