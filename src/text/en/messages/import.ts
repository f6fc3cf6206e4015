import { counted, groupDigits, list } from '../words.ts';

/** What importing a model says of it. */
export const importing = {
  'no-importer': ({ file, extensions }: { file: string; extensions: readonly string[] }) =>
    `"${file}" is not a model that Convas can import. It imports ${list(extensions)} files.`,
  'carries-nothing': ({ file }: { file: string }) =>
    `"${file}" carries no document of Convas. Choose a figure that Convas exported, or a model.`,
  'no-shard': ({ file, shard }: { file: string; shard: string }) =>
    `"${file}": "${shard}" is missing beside it. Copy all files of the model into one folder.`,
  'shard-length': ({ file, found, expected }: { file: string; found: number; expected: number }) =>
    `"${file}": the files of weights hold ${groupDigits(found)} bytes, and the model needs ${groupDigits(expected)}. Copy them again.`,
  'weight-twice': ({ file, weight }: { file: string; weight: string }) =>
    `"${file}" lists the weight "${weight}" twice. Save the model again.`,
  'graph-model': ({ file }: { file: string }) =>
    `"${file}" is a graph model: it holds operations, and no layers. Save the model with model.save(), as a layers model.`,
  safetensors: ({ file, what }: { file: string; what: string }) =>
    `"${file}" is not a sound safetensors file: it is damaged at ${what}. Save the weights again.`,
  'no-network': ({ file }: { file: string }) =>
    `"${file}" holds weights without a network, and they fit none that Convas knows. Open the network or name it with --into, or export the whole model as ONNX and import that.`,
  'other-weights': ({
    file,
    layer,
    shapes,
    layers,
    modules,
  }: {
    file: string;
    layer: string;
    shapes: string;
    layers: number;
    modules: number;
  }) =>
    layers === 0
      ? `"${file}": no layer of the network takes the weights "${layer}", ${shapes}. Choose the network that they are of.`
      : `"${file}" has weights ${shapes} ${counted(modules, 'time')}; ${counted(layers, 'layer')} of the network, "${layer}" the first, ${layers === 1 ? 'needs' : 'need'} them. Choose the network that they are of, or change the layer.`,
  'weights-from': ({ module }: { module: string }) => `Weights of ${module || 'the model'}.`,
  'torch-epsilon': ({ epsilon, torch }: { epsilon: number; torch: number }) =>
    `Its epsilon is ${epsilon}; PyTorch’s is ${torch} unless the model’s code sets another.`,
  'torch-padding':
    'It pads one side more than the other; most models of PyTorch pad both sides alike, so that outputs differ.',
  'foreign-graph': ({ file, document }: { file: string; document: string }) =>
    `"${file}" was not exported by Convas, or ${document} is not beside it. Export the model as ONNX or Keras and import that.`,
  'too-large': ({ file, what, bytes, most }: { file: string; what: string; bytes: number; most: number }) =>
    `"${file}": ${what} would take ${groupDigits(bytes)} bytes; at most ${groupDigits(most)} are read.`,
  'not-zip': ({ file }: { file: string }) =>
    `"${file}" is not a complete .keras file: its archive cannot be read. Save the model again, or copy the file again.`,
  'no-entry': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" has no ${entry}. Save the model again with model.save("model.keras").`,
  'entry-twice': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" holds "${entry}" more than once. Save the model again.`,
  'entry-outside': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" holds "${entry}", a path that leads out of the archive. Do not use this file.`,
  'not-hdf5': ({ file }: { file: string }) =>
    `"${file}" is not a complete HDF5 file. Save the model again, or copy the file again.`,
  'no-config': ({ file }: { file: string }) =>
    `"${file}" holds weights without a model. Save the whole model with model.save(), not with save_weights().`,
  'bad-json': ({ file, what }: { file: string; what: string }) =>
    `"${file}": ${what} is not valid JSON. Save the model again.`,
  'not-functional': ({ file, className }: { file: string; className: string }) =>
    `"${file}" holds a model of the class ${className}, whose layers only its own code knows. Save it as a Sequential or Functional model.`,
  malformed: ({ file, what }: { file: string; what: string }) =>
    `"${file}": the description of the model is damaged at ${what}. Save the model again.`,
  'unknown-layer': ({ file, layer, from }: { file: string; layer: string; from: string }) =>
    `"${file}": layer "${from}" takes from "${layer}", which does not exist or comes after it in a cycle.`,
  'layer-twice': ({ file, layer }: { file: string; layer: string }) =>
    `"${file}" describes two layers named "${layer}". Rename one and save the model again.`,
  'too-many-layers': ({ file, layers, most }: { file: string; layers: number; most: number }) =>
    `"${file}" has ${counted(layers, 'layer')}; at most ${groupDigits(most)} are read.`,
  'no-weight': ({ file, layer, weight }: { file: string; layer: string; weight: string }) =>
    `"${file}" has no weight "${weight}" for layer "${layer}". Save the model again.`,
  'weight-count': ({
    file,
    layer,
    found,
    expected,
  }: {
    file: string;
    layer: string;
    found: number;
    expected: number;
  }) =>
    `"${file}": layer "${layer}" has ${counted(found, 'weight')} in the file and needs ${groupDigits(expected)}. Save the model again.`,
  'weight-shape': ({
    file,
    layer,
    weight,
    found,
    expected,
  }: {
    file: string;
    layer: string;
    weight: string;
    found: string;
    expected: string;
  }) =>
    `"${file}": weight "${weight}" of layer "${layer}" is ${found} in the file; the layer needs ${expected}. Save the model again.`,
  'weight-type': ({
    file,
    layer,
    weight,
    type,
  }: {
    file: string;
    layer: string;
    weight: string;
    type: string;
  }) =>
    `"${file}": weight "${weight}" of layer "${layer}" holds ${type}, not floating-point numbers. Save the model in float32.`,
  'weight-linked': ({ file, path, to }: { file: string; path: string; to: string }) =>
    `"${file}": "${path}" is a link to ${to}. Links are not followed; save the model in one file.`,

  'not-onnx': ({ file }: { file: string }) =>
    `"${file}" is not a complete ONNX model. Export the model again, or copy the file again.`,
  'onnx-outside': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `"${file}": tensor "${tensor}" lies in "${location}", outside the folder of the model. Only files beside the model are read; do not use this file.`,
  'onnx-external': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `"${file}": "${location}" is missing beside it, or too short for tensor "${tensor}". Copy all files of the model into one folder.`,
  'onnx-overlap': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `"${file}": tensor "${tensor}" overlaps another in "${location}". Export the model again.`,
  'onnx-shape': ({ file, tensor, shape }: { file: string; tensor: string; shape: string }) =>
    `"${file}": tensor "${tensor}" cannot have the shape ${shape}. Export the model again.`,
  'onnx-type': ({ file, tensor, type }: { file: string; tensor: string; type: number }) =>
    `"${file}": tensor "${tensor}" holds numbers of type ${type}, which Convas does not read. Export the model in float32.`,
  'onnx-short': ({ file, tensor, shape }: { file: string; tensor: string; shape: string }) =>
    `"${file}": tensor "${tensor}" does not hold as many numbers as its shape ${shape} needs. Export the model again.`,
  'onnx-input': ({ file, input, rank }: { file: string; input: string; rank: number }) =>
    `"${file}": input "${input}" has ${counted(rank, 'axis', 'axes')}; 2 to 5 are read, the first of them the batch.`,
  'onnx-channels': ({ file, input }: { file: string; input: string }) =>
    `"${file}" leaves the number of channels of input "${input}" open. Export the model with a fixed number.`,
  'onnx-no-output': ({ file, output }: { file: string; output: string }) =>
    `"${file}": nothing computes output "${output}" from the inputs. Export the model again.`,
  'onnx-batch-moved': 'It moves or joins the axis of the batch.',
  'onnx-reshape': ({ shape, target }: { shape: readonly number[]; target: readonly number[] }) =>
    `It reshapes ${shape.join(' x ')} to ${target.join(' x ')} across the batch.`,
  'onnx-rank': ({ op, rank }: { op: string; rank: number }) =>
    `${op} of a tensor with ${groupDigits(rank)} axes.`,
  'onnx-weights': ({ op }: { op: string }) => `The shapes of the weights of ${op} are not those of a layer.`,
  'onnx-transposed': 'Transposed convolutions are read in two dimensions, without groups.',
  'onnx-dilated-pooling': 'Pooling with dilation.',
  'onnx-edges': 'At the edges its windows also count the zeros that pad the image; in the file they do not.',
  'onnx-reduction': ({ op }: { op: string }) => `${op} over other axes than all spatial ones.`,
  'onnx-two-products': 'A product of two computed tensors.',
  'onnx-recurrent':
    'Recurrent layers are read in one direction, with zero initial states, the usual activations and one output.',
  'onnx-clip': ({ low, high }: { low: string; high: string }) => `Values clipped to ${low} and ${high}.`,
  'onnx-softmax': 'Softmax over several axes at once.',
  'onnx-affine': 'Fixed numbers per channel, kept as a normalization with statistics that change nothing.',
  'onnx-constant': ({ op, dims }: { op: string; dims: string }) => `${op} with a constant of ${dims}.`,
  'onnx-ranks': ({ op }: { op: string }) => `${op} of tensors with different numbers of axes.`,
  'onnx-gelu': 'The approximation of GELU by tanh is replaced by the exact function.',
  'onnx-layer-norm': 'Layer normalization over several axes.',
  'onnx-flatten': 'It flattens the batch into the rest.',
  'onnx-padded-channels': 'It pads other axes than the spatial ones.',
  'onnx-slice': 'It takes a part of the channels or of the batch, or every other element.',
  'onnx-no-value': ({ op }: { op: string }) => `${op} of a constant where a computed tensor is needed.`,
  'onnx-computed': ({ op }: { op: string }) => `${op} with weights or settings that the model computes.`,
  'onnx-behind': 'It comes after a layer that cannot be computed.',

  standardized: 'An image of one color becomes zeros in the file; here it may not.',
  'unknown-class': ({ className }: { className: string }) => `Convas has no layer ${className}.`,
  'custom-code': ({ className }: { className: string }) =>
    `${className} runs code of its own, which is never executed.`,
  'no-inner-layer': ({ setting }: { setting: string }) => `Its "${setting}" describes no layer.`,
  'directions-differ': 'Its two directions have different settings.',
  'setting-unreadable': ({ setting, value }: { setting: string; value: string }) =>
    `Convas cannot compute ${setting} = ${value}.`,
  'setting-out-of-range': ({ setting, reason }: { setting: string; reason: string }) =>
    `Its setting "${setting}" is out of range: ${reason}`,
  'setting-left-out': ({ setting, value }: { setting: string; value: string }) =>
    `Left out: ${setting} = ${value}.`,
  'rules-differ': ({ keys }: { keys: readonly string[] }) =>
    `${list(keys)} differ; the first ones are used for all.`,
  'initializer-replaced': ({ setting, value }: { setting: string; value: string }) =>
    `${setting} = ${value} is replaced by the default; weights that were read stay the same.`,
  'size-chosen': ({ found, chosen }: { found: string; chosen: string }) =>
    `The file leaves the input size open (${found}); ${chosen} is used.`,
  'shared-layer': ({ times }: { times: number }) =>
    `Used ${groupDigits(times)} times with the same weights in the file; here each use has its own copy.`,
  'always-training': 'Called with training=True in the file; here it acts only in training.',
  'tensor-argument': 'It takes a tensor as a named argument.',
  'no-run': ({ why }: { why: string }) => `The weights were not kept: ${why}`,
  'no-run-placeholders': ({ count }: { count: number }) =>
    `The weights were not kept: ${counted(count, 'layer')} cannot be computed.`,
};
