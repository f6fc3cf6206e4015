import { friedman1 } from './friedman-1.ts';
import type { GeneratedDataset } from './generated.ts';

/** The datasets that code makes, in the order they are shown. */
export const generatedDatasets: readonly GeneratedDataset[] = [friedman1];
