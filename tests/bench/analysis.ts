import { connect } from '../../src/document/operations/edges.ts';
import { addLayer, setParams } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createAnalyzer } from '../../src/network/analyze.ts';
import { largeNetworks, parsed } from './large-networks.ts';

/*
 * How long it takes to read, analyze and edit large networks: medians and 95th percentiles in milliseconds of the
 * processor's time, so that a busy machine does not count. Prints one JSON object.
 */

function times(rounds: number, work: (round: number) => void) {
  const spent = Array.from({ length: rounds }, (_, round) => {
    const before = process.cpuUsage();
    work(round);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  const [first = 0] = spent;
  const sorted = spent.sort((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor(share * (rounds - 1))]!.toFixed(2));
  return { first: Number(first.toFixed(2)), median: at(0.5), p95: at(0.95) };
}

function measure(document: ConvasDocument, rounds: number) {
  const text = serializeDocument(document);
  const analyze = createAnalyzer();
  const { layers } = analyze(document, null);
  const convolutions = document.layers.filter(({ kind }) => kind === 'conv2d');
  const middle = convolutions[convolutions.length >> 1]!;
  const last = convolutions.at(-1)!;
  const added = addLayer(document, 'dropout', { x: 0, y: 0 });
  const longer = connect(added.document, document.layers.at(-1)!.id, added.id);
  return {
    layers: layers.length,
    parse: times(rounds, () => parsed(text)),
    analyze: times(rounds, () => createAnalyzer()(document, null)),
    edit: times(rounds, (round) =>
      analyze(setParams(document, middle.id, { useBias: round % 2 === 0 }), null),
    ),
    end: times(rounds, (round) => analyze(setParams(document, last.id, { useBias: round % 2 === 0 }), null)),
    // A layer more at the end, and one less.
    tail: times(rounds, (round) => analyze(round % 2 === 0 ? longer : document, null)),
    // Everything after it has other shapes.
    reshape: times(rounds, (round) =>
      analyze(setParams(document, middle.id, { filters: 64 + (round % 2) }), null),
    ),
  };
}

const measured = Object.entries(largeNetworks()).map(([name, document]) => [
  name,
  measure(document, document.layers.length > 5000 ? 20 : document.layers.length > 1000 ? 40 : 200),
]);
console.log(JSON.stringify(Object.fromEntries(measured)));
