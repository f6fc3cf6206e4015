import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { OutlineFeature } from '../features/outline/index.tsx';
import { PaletteFeature } from '../features/palette/index.tsx';
import { t } from '../i18n/index.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { DockTabs } from '../ui/DockTabs.tsx';

/** Loaded when it is first shown: it brings the lessons and what draws formulas. */
const LessonsFeature = lazy(async () => ({
  default: (await import('../features/lessons/index.tsx')).LessonsFeature,
}));

function Loading() {
  return (
    <Text p="md" size="sm" c="dimmed">
      {t.lessons.loading}
    </Text>
  );
}

export function LeftDock() {
  const value = useWorkspace((state) => state.leftTab);
  const { showLeft, toggleLeft } = useWorkspace.getState();
  return (
    <DockTabs
      label={t.shell.regions.left}
      value={value}
      hides="left"
      onChange={showLeft}
      onHide={() => toggleLeft(false)}
      tabs={[
        { id: 'palette', title: t.shell.docks.palette, content: <PaletteFeature /> },
        { id: 'outline', title: t.shell.docks.outline, content: <OutlineFeature /> },
        {
          id: 'lessons',
          title: t.shell.docks.lessons,
          content: <Suspense fallback={<Loading />}>{value === 'lessons' && <LessonsFeature />}</Suspense>,
        },
      ]}
    />
  );
}
