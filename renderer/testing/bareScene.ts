import type { ConvasDocument } from '../../src/document/schema.ts';
import type { Scene } from '../features/canvas/flow.ts';

/** For tests: a document as the canvas sees it with nothing analyzed, selected or moving. */
export const bareScene = (document: ConvasDocument): Scene => ({
  document,
  values: null,
  byLayer: new Map(),
  problemsByLayer: new Map(),
  selected: { layers: new Set<string>(), notes: new Set<string>() },
  selectedEdges: new Set<string>(),
  moving: null,
  resizing: null,
});
