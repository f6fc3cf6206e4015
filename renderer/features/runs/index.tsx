export { RunsPanel as RunsFeature } from './RunsPanel.tsx';
