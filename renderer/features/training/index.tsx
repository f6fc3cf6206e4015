export { Curves as CurvesPanel } from './Curves.tsx';
export { TrainPanel as TrainingFeature } from './TrainPanel.tsx';
