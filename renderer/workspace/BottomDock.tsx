import { Badge } from '@mantine/core';
import { LogFeature } from '../features/log/index.tsx';
import { ProblemsFeature } from '../features/problems/index.tsx';
import { TableFeature } from '../features/table/index.tsx';
import { CurvesPanel, HealthPanel } from '../features/training/index.tsx';
import { t } from '../i18n/index.ts';
import { useAnalysis } from '../stores/document/analysisStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useTrainedProblems, useTroubles } from '../stores/runs/healthStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { DockTabs } from '../ui/DockTabs.tsx';
import { worstTone } from '../ui/problemTone.ts';

const colors = { error: 'red', warning: 'yellow', pending: 'gray' } as const;

function ProblemCount() {
  const drawn = useAnalysis((state) => state.analysis.problems);
  const problems = [...drawn, ...useTrainedProblems()];
  // An empty network is no mistake yet.
  const empty = useDocument((state) => state.document.layers.length === 0);
  if (problems.length === 0 || empty) return null;
  const color = colors[worstTone(problems) ?? 'pending'];
  return (
    <Badge size="sm" circle={problems.length < 10} variant="light" color={color} className="numbers">
      {problems.length}
    </Badge>
  );
}

function TroubleCount() {
  const troubles = useTroubles().length;
  if (troubles === 0) return null;
  return (
    <Badge size="sm" circle variant="light" color="yellow" className="numbers">
      {troubles}
    </Badge>
  );
}

export function BottomDock() {
  const value = useWorkspace((state) => state.bottomTab);
  const { showBottom, toggleBottom } = useWorkspace.getState();
  const titles = t.shell.docks;
  return (
    <DockTabs
      label={t.shell.regions.bottom}
      value={value}
      hides="down"
      onChange={showBottom}
      onHide={() => toggleBottom(false)}
      tabs={[
        { id: 'problems', title: titles.problems, badge: <ProblemCount />, content: <ProblemsFeature /> },
        { id: 'curves', title: titles.curves, content: <CurvesPanel /> },
        { id: 'health', title: titles.health, badge: <TroubleCount />, content: <HealthPanel /> },
        { id: 'table', title: titles.table, content: <TableFeature /> },
        { id: 'log', title: titles.log, content: <LogFeature /> },
      ]}
    />
  );
}
