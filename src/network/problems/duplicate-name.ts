import { uniqueNames } from '../../document/names.ts';
import { message } from '../../text/message.ts';
import type { Problem } from '../network.ts';
import type { ProblemCheck } from './context.ts';

export const duplicateName: ProblemCheck = {
  code: 'duplicate-name',
  structural: true,
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
        message: message('network.duplicate-name', { name }),
        repairs: [
          { label: message('repairs.rename', { name: free }), action: 'rename', layer: id, name: free },
        ],
      });
    }
    return problems;
  },
};
