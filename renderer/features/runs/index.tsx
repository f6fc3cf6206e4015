export { RunsStage as RunsFeature } from './RunsStage.tsx';
export { SweepDialog } from './sweep/SweepDialog.tsx';
