import { counted, groupDigits, list } from '../words.ts';

const backends: Readonly<Record<string, string>> = { native: 'native', wasm: 'wasm', cpu: 'cpu' };

/** Why a format cannot express a layer, and what checking exported files found. */
export const interchange = {
  'no-format': ({ format, known }: { format: string; known: readonly string[] }) =>
    `There is no format "${format}". There are ${list(known)}.`,
  'wrong-option': ({ format, wrong, known }: { format: string; wrong: string; known: readonly string[] }) =>
    `The options of ${format} are not valid. ${wrong} ${known.length === 0 ? 'The format has no options.' : `Its options are ${list(known)}.`}`,
  'needs-run': ({ format }: { format: string }) =>
    `${format} holds what a training found: export a run instead of a document.`,
  'no-export': 'The export is no longer there. Export it again.',
  canceled: 'The export was canceled; nothing was written.',
  'not-exportable': ({
    format,
    count,
    layers,
  }: {
    format: string;
    count: number;
    layers: readonly string[];
  }) =>
    [
      `${format} cannot express ${count === 1 ? 'one layer' : counted(count, 'layer')} of this network; nothing was written.`,
      ...layers,
    ].join('\n'),
  layer: ({
    name,
    kind,
    parameter,
    reason,
    remedy,
  }: {
    name: string;
    kind: string;
    parameter: string | null;
    reason: string;
    remedy: string;
  }) => `"${name}" (${kind}${parameter === null ? '' : `, ${parameter}`}): ${reason} ${remedy}`,

  'other-count': ({ found, expected }: { found: number; expected: number }) =>
    `it has ${counted(found, 'output')}, the network has ${groupDigits(expected)}`,
  'other-shape': ({ found, expected }: { found: string; expected: string }) =>
    `its output is ${found}, the network's is ${expected}`,
  'other-value': ({
    example,
    value,
    output,
    found,
    expected,
  }: {
    example: number;
    value: number;
    output: number | null;
    found: string;
    expected: string;
  }) =>
    `for example ${groupDigits(example)}, value ${groupDigits(value)}${output === null ? '' : ` of output ${output}`} is ${found} there and ${expected} here`,
  'first-different': ({ name, kind, where }: { name: string; kind: string; where: string }) =>
    `"${name}" (${kind}) is the first layer that differs; ${where}`,
  runtime: ({ version, backend }: { version: string | null; backend: string }) =>
    `TensorFlow.js${version === null ? '' : ` ${version}`}, ${backends[backend] ?? backend} backend`,
  'backend-not-loaded': ({ backend }: { backend: string }) =>
    `The ${backend} backend of TensorFlow.js did not load. Install the packages again with npm install.`,
  'thread-ended': ({ code }: { code: number }) =>
    `TensorFlow.js ended with exit code ${code} before it answered. Try again; if it fails again, the model may be too large to check here.`,
  'onnx-runtime': ({ version }: { version: string | null }) =>
    `ONNX Runtime${version === null ? '' : ` ${version}`}, WebAssembly`,
  'onnx-thread-ended': ({ code }: { code: number }) =>
    `ONNX Runtime ended with exit code ${code} before it answered. Try again; if it fails again, the model may be too large to check here.`,
  'onnx-too-large': ({ bytes }: { bytes: number }) =>
    `An ONNX file holds 2 GB; the weights of this network take ${groupDigits(Math.round(bytes / 1e6))} MB, most of them in this layer.`,
  'fix-onnx-too-large': 'Make it smaller, or export to a format that keeps weights in several files.',
  'stack-too-small': ({ layers }: { layers: number }) =>
    `TensorFlow.js runs out of stack when it loads a network of ${groupDigits(layers)} layers. Build it from fewer layers, or load it where the stack is larger (node --stack-size).`,

  'no-dilation': ({ what }: { what: '3d' | 'depthwise' | 'transposed' }) =>
    `TensorFlow.js computes ${{ '3d': '3D', depthwise: 'depthwise', transposed: 'transposed' }[what]} convolutions without dilation.`,
  'fix-dilation': 'Set the dilation to 1, with a larger kernel to keep the receptive field.',
  'no-groups': 'TensorFlow.js ignores groups: it would convolve over all channels.',
  'fix-groups': 'Set groups to 1, or split the channels over branches that are concatenated.',
  'separable-dilation':
    'TensorFlow.js fails on separable convolutions with dilation where it runs on native TensorFlow without oneDNN.',
  'no-output-padding': 'TensorFlow.js has no output padding in transposed convolutions.',
  'fix-output-padding': 'Leave the output padding empty, and pad or crop the output with a layer after it.',
  'no-partial-connections':
    'TensorFlow.js has no convolution whose maps are connected to only some of its inputs.',
  'fix-partial-connections': 'Replace it with a Conv2D, which is connected to all, and train it.',
  'no-distances': 'TensorFlow.js has no layer that measures distances to fixed patterns.',
  'fix-distances': 'Replace it with a Dense layer with the same number of units and softmax, and train it.',
  'no-tensor-products': 'TensorFlow.js multiplies only vectors and matrices.',
  'fix-tensor-products': 'Reshape the inputs to matrices before it.',
  'no-group-normalization': 'TensorFlow.js has no group normalization.',
  'fix-group-normalization': 'Replace it with BatchNormalization or LayerNormalization, and train it.',
  'no-local-response': 'TensorFlow.js has no layer for local response normalization.',
  'fix-local-response': 'Replace it with BatchNormalization, or remove it, and train it.',
  'no-lone-bias': 'TensorFlow.js has no layer that only adds a bias.',
  'fix-lone-bias': 'Turn the coefficient on and train it, or use AveragePooling2D.',
  'no-resizing': 'The Resizing layer of TensorFlow.js does not load.',
  'fix-resizing': 'Remove it, and give the network images of the size it produces.',
  'no-grayscale': 'TensorFlow.js has no layer that converts color images to gray.',
  'fix-grayscale': 'Remove it, give the input one channel, and train it on gray images.',
  'no-recurrent-activation': ({ activation }: { activation: string }) =>
    `TensorFlow.js does not know the activation ${activation}, which is applied at every step.`,
  'fix-recurrent-activation': 'Choose another activation, tanh or sigmoid, and train it.',
  'no-reset-after': 'TensorFlow.js applies the reset gate of a GRU only before the matrix product.',
  'fix-reset-after': 'Turn it off and train the network again, or use an LSTM.',
  'no-volume-padding': 'TensorFlow.js does not pad volumes.',
  'fix-volume-padding': 'Remove it, and set the padding of the convolution or pooling after it to same.',
  'no-volume-cropping': 'TensorFlow.js does not crop volumes.',
  'fix-volume-cropping': 'Remove it, and give the network volumes that are already cropped.',
  'inner-layer': ({ kind, reason }: { kind: string; reason: string }) => `Its ${kind}: ${reason}`,
  'no-bilinear':
    'TensorFlow.js samples other pixels for bilinear interpolation: it aligns the corners of the pixels, not their centers.',
  'fix-bilinear': 'Set the interpolation to nearest, with a convolution after it that smooths.',
  'no-volume-upsampling': 'TensorFlow.js does not upsample volumes.',
  'fix-volume-upsampling': 'Remove it. TensorFlow.js has no layer that does the same.',

  'no-python': ({ command }: { command: string }) =>
    `Python was not found as ${command}. Set CONVAS_PYTHON to a Python that has the library.`,
  'no-python-module': ({ command, module }: { command: string; module: string }) =>
    `${command} has no module ${module}. Install it, or set CONVAS_PYTHON to a Python that has it.`,
  'python-slow': ({ seconds }: { seconds: number }) => `Python did not answer within ${seconds} seconds.`,

  'no-torch-dot': 'PyTorch code is written for products of vectors only.',
  'fix-torch-dot': 'Flatten the inputs before it.',
  'no-torch-recurrent-dropout': 'PyTorch has no recurrent layer that drops the same units at every step.',
  'fix-torch-recurrent-dropout': 'Set it to 0, with a Dropout layer before it.',
  'no-torch-recurrent-activation': 'PyTorch code is not written for a softmax at every step.',
  'fix-torch-recurrent-activation': 'Choose another activation, tanh or sigmoid, and train it.',
  'no-torch-wrapper': 'PyTorch code is not written for layers inside of other layers.',
  'fix-torch-wrapper': 'Use the layer inside on its own, and train it.',
  'needs-native':
    'A SavedModel is recorded from native TensorFlow, which this machine lacks. convas doctor tells how to get it.',
  'no-png-here': 'This page does not draw PNG files. Export the figure as SVG or PDF.',
  'player-one-input': 'The page has a form for one input.',
  'fix-player-one-input': 'Join the inputs, or export a graph model.',
  'graph-needs-native':
    'The graph is recorded from native TensorFlow, which this machine lacks. convas doctor tells how to get it.',
  'lite-needs-native':
    'TensorFlow Lite models are recorded from native TensorFlow, which this machine lacks. convas doctor tells how to get it.',
  'bytes-of-images':
    'The model can take bytes only where the network has one input and its data are images that are at hand. Export it with input=floats.',
  'no-standardizing':
    'TensorFlow.js has no layer that standardizes each image. Export a graph model, or this one with input=floats.',
  'bytes-channels-last': 'Bytes of images have their channels last. Export it with layout=nhwc.',
  'nothing-to-calibrate':
    'int8 needs training examples to measure the ranges of activations on, and there are none. Export float32 or float16.',
  'no-lite-operator': ({ op }: { op: string }) =>
    `TensorFlow Lite has no operator for TensorFlow’s ${op}. Export a SavedModel.`,
  'no-keras-dilation': 'TensorFlow does not compute dilated transposed convolutions on a processor.',
  'no-model-in-program': ({ file }: { file: string }) => `${file} does not define a model. Export it again.`,
  'program-needs-data': ({ dataset }: { dataset: string }) =>
    `The program takes its data from a file beside it, and ${dataset} is not on this machine. Download or prepare the data first.`,
  'program-data-large': ({ dataset, bytes }: { dataset: string; bytes: number }) =>
    `${dataset} takes ${groupDigits(Math.round(bytes / 1e6))} MB, more than is written beside a program (1,000 MB). Export the program of a network on part of the data, and set DATA when you run it.`,
};
