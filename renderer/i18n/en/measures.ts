/** What analysis says of each layer in numbers: in the table, and as colours on the canvas. */
export const measures = {
  params: 'Parameters',
  macs: 'MACs',
  activations: 'Activations',
  training: 'Training memory',
  field: 'Receptive field',
  trainable: 'Trainable',
  share: 'Share',
  stride: 'Field stride',
  offset: 'Field offset',
  about: {
    params: 'Weights that the layer learns or keeps.',
    trainable: 'Weights that training changes.',
    macs: 'Multiplications with addition for one example: what an inference costs.',
    share: 'The part of all multiplications of the network that this layer makes.',
    field: 'How much of the input one output element sees, in pixels.',
    stride: 'How far apart in the input the fields of neighbouring outputs lie, in pixels.',
    offset: 'Where in the input the field of the first output begins, in pixels; negative inside padding.',
    activations: 'Memory of the output for one example, in 32-bit floats.',
    training:
      'What training spends on the layer: weights, gradients, the state of the optimizer, and its output for a batch.',
  },
  heat: {
    choose: 'Colour the layers',
    by: (measure: string) => `Colour by ${measure.toLowerCase()}`,
    off: 'No colours',
    legend: (measure: string) => `${measure}, as colours`,
    logarithmic: 'Equal steps of colour are equal factors.',
    none: 'none',
    keywords: ['heat map', 'colour', 'color', 'cost', 'memory', 'analysis'],
  },
  rows: { unfold: 'A row for every layer inside of blocks', fold: 'A row for each block' },
} as const;
