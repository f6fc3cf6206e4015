import { counted, groupDigits, list } from '../words.ts';

/** What importing a model says of it. */
export const importing = {
  'no-importer': ({ file, extensions }: { file: string; extensions: readonly string[] }) =>
    `"${file}" is not a model that Convas can import. It imports ${list(extensions)} files.`,
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
