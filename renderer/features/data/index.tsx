export { DataPanel as DataFeature } from './DataPanel.tsx';
