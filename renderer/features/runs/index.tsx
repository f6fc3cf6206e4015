export { RunsStage as RunsFeature } from './RunsStage.tsx';
export { SearchStrip } from './sweep/SearchStrip.tsx';
export { SweepDialog } from './sweep/SweepDialog.tsx';
