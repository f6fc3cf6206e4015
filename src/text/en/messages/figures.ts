/** What figures call what a layer does, by its family. */
export const figures = {
  input: 'Input',
  convolution: 'Convolution',
  pooling: 'Pooling',
  core: 'Fully connected',
  activation: 'Activation',
  normalization: 'Normalization',
  regularization: 'Dropout',
  reshaping: 'Reshape',
  merging: 'Merge',
  recurrent: 'Recurrent',
  preprocessing: 'Preprocessing',
  block: 'Block',
};
