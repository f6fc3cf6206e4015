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
function soundEdges(part: Part): { edges: Edge[]; notices: string[] } {
  const layers = new Set(part.layers.map((layer) => layer.id));
  const pairs = new Set<string>();
  const notices: string[] = [];
  const edges = part.edges.filter((edge) => {
    const missing = [edge.source, edge.target].find((end) => !layers.has(end));
    const pair = JSON.stringify([edge.source, edge.target]);
    const why =
      missing !== undefined
        ? `there is no layer "${missing}"`
        : edge.source === edge.target
          ? `it joins the layer "${edge.source}" to itself`
          : pairs.has(pair)
            ? `"${edge.source}" and "${edge.target}" are joined already`
            : null;
    if (why !== null) notices.push(`The wire "${edge.id}" was left out: ${why}.`);
    else pairs.add(pair);
    return why === null;
  });
  return { edges, notices };
}

/** The document and its blocks with sound wires only, and a sentence for each that was left out. */
export function withSoundWires(document: ConvasDocument): { document: ConvasDocument; notices: string[] } {
  const own = soundEdges(document);
  const notices = [...own.notices];
  const blocks = document.blocks.map((block) => {
    const inside = soundEdges(block);
    notices.push(...inside.notices.map((notice) => `In the block "${block.name}": ${notice}`));
    return { ...block, edges: inside.edges };
  });
  return { document: notices.length === 0 ? document : { ...document, edges: own.edges, blocks }, notices };
}
