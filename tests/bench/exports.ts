import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { readDocument } from '../../src/engine/training/prepare.ts';
import { openWorkspace } from '../../src/files/folder.ts';
import type { FormatOf, Values } from '../../src/interchange/format.ts';
import { pythonRuntime } from '../../src/interchange/python/run.ts';
import { formatOf } from '../../src/interchange/registry.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import { analyze } from '../../src/network/analyze.ts';
import type { Network } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';
import { explain } from '../../src/text/text-error.ts';
import { templates } from '../../templates/index.ts';
import { numbers } from '../conformance/support.ts';
import { compute } from '../interchange/networks.ts';
import { documentOf } from './random-document.ts';

/*
 * `PARTS SECONDS FORMATS COUNT TEMPLATES`: what each format's own runtime computes of random networks and of templates with
 * their initial weights, at batches of 1 and 7, against the engine. Goes on where PARTS, a JSON file, ends; prints how many
 * are left after so many SECONDS.
 */

const [partsFile = '', seconds = '400', ids = '', count = '60', names = 'all'] = process.argv.slice(2);

/** What was found of one network in one format. */
export interface Part {
  readonly state: 'same' | 'refused' | 'unavailable' | 'failed';
  /** The largest difference, as a share of the largest output. */
  readonly difference?: number;
  /** Whether both put the same class first, for every example. */
  readonly classes?: boolean;
  readonly transposes?: number;
  readonly runtime?: string;
  readonly error?: string;
}

const until = Date.now() + 1000 * Number(seconds);
const backend = await openNative();
const { tf } = backend;
const parent = await mkdtemp(join(tmpdir(), 'convas-exports-'));
const parts: Record<string, Record<string, Part>> = JSON.parse(
  await readFile(partsFile, 'utf8').catch(() => '{}'),
);

/** ONNX's own checker, how many Transposes there are, and what ONNX Runtime makes of the file. */
const onnxRuntime = pythonRuntime({
  title: 'ONNX Runtime',
  script: `
import os
import onnx, onnxruntime
transposes = 0

def predict(folder, inputs, weights):
    global transposes
    path = os.path.join(folder, 'model.onnx')
    onnx.checker.check_model(path, full_check=True)
    transposes = sum(node.op_type == 'Transpose' for node in onnx.load(path).graph.node)
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    return session.run(None, {given.name: x for given, x in zip(session.get_inputs(), inputs)})

def runtime():
    return f'ONNX Runtime {onnxruntime.__version__}; {transposes}'
`,
});

/** More weights than this go to a few formats only: the others take minutes and gigabytes each. */
const large = 3e7;
const forLarge = new Set(['onnx', 'keras', 'pytorch']);

/** Multiply-accumulates of one example that a runtime in JavaScript or WebAssembly does in seconds. */
const slow = 3e8;
const slowly = new Set(['tfjs', 'tfjs-graph', 'onnx:layout=nchw', 'typescript']);

const isLeftOut = (asked: string, { network, weights }: Case): boolean =>
  (weights > large && !forLarge.has(asked)) || (slowly.has(asked) && macsOf(network) > slow);

/** Whole numbers below this for what an embedding takes. */
const indicesOf = ({ layers }: Network): ReadonlyMap<string, number> =>
  new Map(
    layers.flatMap(({ kind, inputs, params }) =>
      kind.kind === 'embedding' ? [[inputs[0]!, Number(params['inputDim'])] as const] : [],
    ),
  );

/** As training begins, with statistics and biases that are no zeros. */
function weightsOf(network: Network): Map<string, Float32Array> {
  const drawn = initialWeights(listWeights(network), 1);
  for (const [at, { key, spec }] of listWeights(network).entries()) {
    if (spec.initializer.name !== 'zeros' && spec.initializer.name !== 'ones') continue;
    const noise = numbers(sizeOf(spec.shape), at + 1);
    drawn.set(
      key,
      drawn.get(key)!.map((value, i) => value + 0.2 * noise[i]!),
    );
  }
  return drawn;
}

const classOf = (values: Float32Array, size: number, example: number): number => {
  const own = values.subarray(example * size, (example + 1) * size);
  return own.indexOf(own.reduce((most, value) => Math.max(most, value)));
};

/** The difference as a share of the largest output, and whether the classes are the same. */
function compared(
  expected: readonly Values[],
  found: readonly Values[],
): { difference: number; classes: boolean } {
  let difference = 0;
  let classes = true;
  for (const [at, { shape, values }] of expected.entries()) {
    const theirs = found[at]!;
    if (theirs.shape.join() !== shape.join())
      throw new Error(`the shape is ${theirs.shape.join()}, not ${shape.join()}`);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
    const apart = values.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs.values[i]!)), 0);
    if (Number.isNaN(apart)) throw new Error('it puts out what is no number');
    difference = Math.max(difference, apart / scale);
    const size = shape.at(-1)!;
    for (let example = 0; example < values.length / size; example++)
      classes &&=
        size === 1 ||
        shape.length > 2 ||
        classOf(values, size, example) === classOf(theirs.values, size, example);
  }
  return { difference, classes };
}

async function tried(
  id: string,
  chosen: string[],
  name: string,
  network: Network,
  draw: boolean,
): Promise<Part> {
  const format = formatOf(id) as FormatOf<'weights'>;
  const options = format.options.parse(Object.fromEntries(chosen.map((each) => each.split('=')))) as never;
  if (format.supports(network, options).length > 0) return { state: 'refused' };
  const weights = draw ? undefined : weightsOf(network);
  let part: Part = { state: 'same', difference: 0, classes: true };
  for (const batch of [1, 7]) {
    const { trained, inputs, outputs } = compute(tf, network, indicesOf(network), batch, weights);
    const graph = (outs: readonly string[]) => {
      const tensors = toTensors(backend, listWeights(network), trained.weights);
      try {
        return servingGraph(backend, network, tensors, outs);
      } finally {
        for (const tensor of tensors.values()) tensor.dispose();
      }
    };
    const workspace = await openWorkspace(parent);
    try {
      const calibration = async () => [
        compute(tf, network, indicesOf(network), 8, weights).inputs[0]!,
        ...inputs,
      ];
      const whole = { ...trained, name, servingGraph: graph, calibration };
      await stageFiles(workspace, format.write(whole, options));
      const runtime =
        id === 'onnx' && !chosen.includes('layout=nchw') ? onnxRuntime : format.runtimes!(null, options)[0]!;
      const model = await runtime.open(workspace.folder, whole);
      const found = compared(outputs, await model.predict(inputs));
      const [title, transposes] = sentence(model.runtime).split('; ');
      await model.close();
      part = {
        state: 'same',
        difference: Math.max(part.difference!, found.difference),
        classes: part.classes! && found.classes,
        ...(transposes && { transposes: Number(transposes) }),
        runtime: title!,
      };
    } catch (error) {
      if (error instanceof RuntimeMissingError) return { state: 'unavailable' };
      return { state: 'failed', error: `batch ${batch}: ${explain(error)}` };
    } finally {
      await workspace.remove();
    }
  }
  return part;
}

interface Case {
  readonly name: string;
  readonly network: Network;
  readonly weights: number;
}

const sizeOfAll = (network: Network): number =>
  listWeights(network).reduce((sum, { spec }) => sum + sizeOf(spec.shape), 0);

const macsOf = ({ layers }: Network): number =>
  layers.reduce(
    (sum, { kind, params, inputShapes, outputShape }) => sum + kind.macs(params, inputShapes, outputShape),
    0,
  );

const cases: Case[] = [];
for (let seed = 1; cases.length < Number(count); seed++) {
  const { network } = analyze(documentOf(seed), null);
  if (network) cases.push({ name: `random-${seed}`, network, weights: 0 });
}
for (const { id, text } of templates) {
  if (names !== 'all' && !names.split(',').includes(id)) continue;
  const { network } = analyze(readDocument(text), null);
  if (network) cases.push({ name: id, network, weights: sizeOfAll(network) });
}

let left = 0;
for (const { name, network, weights } of cases.sort((one, other) => one.weights - other.weights)) {
  for (const asked of ids.split(',')) {
    const [id = '', ...options] = asked.split(':');
    if (parts[asked]?.[name] || isLeftOut(asked, { name, network, weights })) continue;
    if (Date.now() > until) {
      left++;
      continue;
    }
    const part = await tried(id, options, name, network, weights === 0);
    parts[asked] = { ...parts[asked], [name]: part };
    await writeFile(partsFile, JSON.stringify(parts));
    if (part.state === 'failed' || (part.difference ?? 0) > 1e-5)
      console.error(asked, name, JSON.stringify(part));
  }
}
await rm(parent, { recursive: true, force: true });
console.log(JSON.stringify({ left }));
process.exit(0);
