import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { toTensors } from '../../src/engine/model/weights.ts';
import { readDocument } from '../../src/engine/training/prepare.ts';
import { openWorkspace } from '../../src/files/folder.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { FormatOf } from '../../src/interchange/format.ts';
import { formatOf } from '../../src/interchange/registry.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import { analyze } from '../../src/network/analyze.ts';
import type { Network } from '../../src/network/network.ts';
import { templates } from '../../templates/index.ts';
import { compute } from '../interchange/networks.ts';
import { documentOf } from './random-document.ts';

/*
 * `FORMATS COUNT TEMPLATES`: what each format's own runtime computes of random networks and of templates with random
 * weights, at batches of 1 and 7, against the engine. Prints JSON.
 */

const [ids = '', count = '60', names = 'all'] = process.argv.slice(2);

const backend = await openNative();
const { tf } = backend;
const parent = await mkdtemp(join(tmpdir(), 'convas-exports-'));

interface Found {
  networks: number;
  refused: number;
  /** The largest difference, as a share of the output's scale. */
  largest: number;
  wrong: string[];
  unavailable: boolean;
}

async function tried(
  format: FormatOf<'weights'>,
  name: string,
  network: Network,
  found: Found,
): Promise<void> {
  const options = format.options.parse({}) as never;
  if (format.supports(network, options).length > 0) {
    found.refused++;
    return;
  }
  for (const batch of [1, 7]) {
    const { trained, inputs, outputs } = compute(tf, network, new Map(), batch);
    const specs = network.layers.flatMap((layer) =>
      layer.weights.map((spec) => ({ key: `${layer.name}/${spec.name}`, spec })),
    );
    const graph = (outs: readonly string[]) => {
      const tensors = toTensors(backend, specs as never, trained.weights as never);
      return servingGraph(backend, network, tensors, outs);
    };
    const workspace = await openWorkspace(parent);
    try {
      const whole = { ...trained, name, servingGraph: graph };
      await stageFiles(workspace, format.write(whole, options));
      const model = await format.runtimes!(null, options)[0]!.open(workspace.folder, whole);
      const { where, largest } = compareOutputs(outputs, await model.predict(inputs));
      await model.close();
      const scale = Math.max(1, ...outputs[0]!.values.map(Math.abs));
      found.largest = Math.max(found.largest, largest / scale);
      if (where !== null) found.wrong.push(`${name}, batch ${batch}`);
    } catch (error) {
      if (error instanceof RuntimeMissingError) found.unavailable = true;
      else found.wrong.push(`${name}, batch ${batch}: ${String(error)}`);
    } finally {
      await workspace.remove();
    }
  }
  found.networks++;
}

const networks: [string, Network][] = [];
for (let seed = 1; networks.length < Number(count); seed++) {
  const { network } = analyze(documentOf(seed), null);
  if (network) networks.push([`random-${seed}`, network]);
}
for (const { id, text } of templates) {
  if (names !== 'all' && !names.split(',').includes(id)) continue;
  const { network } = analyze(readDocument(text), null);
  if (network) networks.push([id, network]);
}
const result: Record<string, Found> = {};
for (const id of ids.split(',')) {
  const format = formatOf(id) as FormatOf<'weights'> | undefined;
  if (!format?.runtimes) throw new Error(`${id} has no runtime`);
  const found: Found = { networks: 0, refused: 0, largest: 0, wrong: [], unavailable: false };
  for (const [name, network] of networks) await tried(format, name, network, found);
  result[id] = found;
}
await rm(parent, { recursive: true, force: true });
console.log(JSON.stringify(result));
process.exit(0);
