import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binding, OpOutput } from '../../graph/binding.ts';
import { type GraphNode, savedModel } from '../../graph/graph-def.ts';

/** A graph loaded into TensorFlow, with variables of its own. */
export interface GraphSession {
  /**
   * One call into TensorFlow.
   * @param feeds ids of tensors, for the nodes in `names`
   * @param fetches names of node outputs, comma-separated
   */
  run(names: string, feeds: readonly number[], fetches: string): OpOutput[];
  close(): void;
}

/** Loads a graph by way of a SavedModel that is gone when this returns. @throws Error where TensorFlow refuses it */
export function openGraph(binding: Binding, nodes: readonly GraphNode[]): GraphSession {
  const folder = mkdtempSync(join(tmpdir(), 'convas-graph-'));
  let id: number;
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModel(nodes));
    id = binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    run: (names, feeds, fetches) => binding.runSavedModel(id, [...feeds], names, fetches),
    close: () => binding.deleteSavedModel(id),
  };
}
