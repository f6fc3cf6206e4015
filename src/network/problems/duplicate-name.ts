import { uniqueNames } from '../../document/names.ts';
import type { Problem } from '../network.ts';
import type { ProblemCheck } from './context.ts';

export const duplicateName: ProblemCheck = {
  code: 'duplicate-name',
  find({ graph }) {
    const seen = new Set<string>();
    const uniqueName = uniqueNames(graph.layers.map((layer) => layer.name));
    const problems: Problem[] = [];
    for (const { id, name } of graph.layers) {
      if (!seen.has(name)) {
        seen.add(name);
        continue;
      }
      const free = uniqueName(name);
      problems.push({
        severity: 'error',
        code: 'duplicate-name',
        layer: id,
        message: `Two layers are named "${name}". Names tell weights apart in exports, so each must be its own.`,
        repairs: [{ label: `Rename this one to "${free}"`, action: 'rename', layer: id, name: free }],
      });
    }
    return problems;
  },
};
