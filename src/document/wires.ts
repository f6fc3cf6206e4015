import { type Message, message } from '../text/message.ts';
import type { ConvasDocument, Edge, LayerNode } from './schema.ts';

interface Part {
  readonly layers: readonly LayerNode[];
  readonly edges: readonly Edge[];
}

/**
 * The wires that join two different layers of the part, each pair once; why each of the others was left out.
 * A wire into nowhere holds nothing to keep, and refusing the file for it would keep the whole network from
 * its owner.
 */
function validEdges(part: Part): { edges: Edge[]; notices: Message[] } {
  const layers = new Set(part.layers.map((layer) => layer.id));
  const pairs = new Set<string>();
  const notices: Message[] = [];
  const edges = part.edges.filter((edge) => {
    const missing = [edge.source, edge.target].find((end) => !layers.has(end));
    const pair = JSON.stringify([edge.source, edge.target]);
    const { id: wire, source, target } = edge;
    const why =
      missing !== undefined
        ? message('document.wire-without-end', { wire, layer: missing })
        : source === target
          ? message('document.wire-to-itself', { wire, layer: source })
          : pairs.has(pair)
            ? message('document.wire-twice', { wire, source, target })
            : null;
    if (why !== null) notices.push(why);
    else pairs.add(pair);
    return why === null;
  });
  return { edges, notices };
}

/** The document and its blocks with sound wires only, and a notice for each that was left out. */
export function withSoundWires(document: ConvasDocument): { document: ConvasDocument; notices: Message[] } {
  const own = validEdges(document);
  const notices = [...own.notices];
  const blocks = document.blocks.map((block) => {
    const inside = validEdges(block);
    notices.push(
      ...inside.notices.map((notice) => message('document.in-block', { block: block.name, notice })),
    );
    return { ...block, edges: inside.edges };
  });
  return { document: notices.length === 0 ? document : { ...document, edges: own.edges, blocks }, notices };
}
