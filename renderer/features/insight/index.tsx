export { InsightPanel as InsightFeature } from './InsightPanel.tsx';
