export { Curves as CurvesPanel } from './Curves.tsx';
export { HealthPanel } from './health/HealthPanel.tsx';
export { TrainPanel as TrainingFeature } from './TrainPanel.tsx';
