import { OutlineFeature } from '../features/outline/index.tsx';
import { PaletteFeature } from '../features/palette/index.tsx';
import { t } from '../i18n/index.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { DockTabs } from '../ui/DockTabs.tsx';

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
      ]}
    />
  );
}
