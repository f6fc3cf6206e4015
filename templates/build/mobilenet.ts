import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const relu6 = (name: string): Step => ['activation', name, { activation: 'relu6' }];
const bn = (name: string, params: Step[2] = {}): Step => ['batchNormalization', name, params];
const depthwise = (name: string, strides: unknown): Step => [
  'depthwiseConv2d',
  name,
  { kernelSize: [3, 3], strides: strides as string[], padding: 'same', useBias: false },
];
const stride = ['=stride', '=stride'];

export function mobilenet(): ConvasDocument {
  const sheet = new Sheet(
    'MobileNet',
    'Made for telephones: each convolution is split into a depthwise one, which looks around within a channel, and ' +
      'a 1x1 one, which mixes the channels. That takes an eighth to a ninth of the computation of full 3x3 ' +
      'convolutions and loses little.',
    imagenet,
  );
  const unit = sheet.block(
    'Depthwise separable convolution',
    'A 3x3 convolution within each channel, then a 1x1 convolution over the channels.',
    { filters: 64, stride: 1 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const steps: Step[] = [
        depthwise('dw', stride),
        bn('dw_bn'),
        relu6('dw_relu'),
        ['conv2d', 'pw', { filters: '=filters', kernelSize: [1, 1], useBias: false }],
        bn('pw_bn'),
        relu6('pw_relu'),
      ];
      inside.output(inside.row(x, steps, { x: 1 }), { x: 7 });
    },
  );
  let last = sheet.row(
    null,
    [
      imageInput(224),
      [
        'conv2d',
        'conv1',
        { filters: 32, kernelSize: [3, 3], strides: [2, 2], padding: 'same', useBias: false },
      ],
      bn('conv1_bn'),
      relu6('conv1_relu'),
    ],
    { x: 0 },
  );
  const rows = [
    [64, 1, 1],
    [128, 2, 1],
    [128, 1, 1],
    [256, 2, 1],
    [256, 1, 1],
    [512, 2, 1],
    [512, 1, 5],
    [1024, 2, 1],
    [1024, 1, 1],
  ] as const;
  for (const [index, [filters, step, repeat]] of rows.entries())
    last = sheet.use(unit, `conv${index + 2}`, { filters, stride: step }, [last], { x: 4 + index }, repeat);
  sheet.row(
    last,
    [['globalAveragePooling2d', 'avg_pool'], ['dropout', 'dropout', { rate: 0.001 }], classes],
    { x: 4 + rows.length },
  );
  return sheet.done([4, 9]);
}

export function mobilenetV2(): ConvasDocument {
  const sheet = new Sheet(
    'MobileNetV2',
    'Residual units turned inside out: what is passed on is narrow, and each unit widens it sixfold, looks around ' +
      'within each channel, and narrows it again, without a nonlinearity at the end, which would lose what little ' +
      'is left.',
    imagenet,
  );
  const norm = { epsilon: 1e-3, momentum: 0.999 };
  const pointwise = (name: string, filters: string | number): Step => [
    'conv2d',
    name,
    { filters, kernelSize: [1, 1], useBias: false },
  ];
  const widen: Step[] = [pointwise('expand', '=expanded'), bn('expand_bn', norm), relu6('expand_relu')];
  const narrow = (strides: unknown): Step[] => [
    depthwise('depthwise', strides),
    bn('depthwise_bn', norm),
    relu6('depthwise_relu'),
    pointwise('project', '=filters'),
    bn('project_bn', norm),
  ];
  const first = sheet.block('First unit', 'Without widening.', { filters: 16 }, (inside) => {
    inside.output(inside.row(inside.input({ x: 0 }), narrow([1, 1]), { x: 1 }), { x: 6 });
  });
  const parameters = { filters: 24, expanded: 96 };
  const changing = sheet.block(
    'Inverted unit, changing',
    'Changes size or channels, so there is nothing to add.',
    { ...parameters, stride: 2 },
    (inside) => {
      inside.output(inside.row(inside.input({ x: 0 }), [...widen, ...narrow(stride)], { x: 1 }), { x: 9 });
    },
  );
  const residual = sheet.block(
    'Inverted residual unit',
    'Widens, looks around, narrows, and adds what came in.',
    parameters,
    (inside) => {
      const x = inside.input({ x: 0 });
      const branch = inside.row(x, [...widen, ...narrow([1, 1])], { x: 1 });
      inside.output(inside.layer(['add', 'add'], [x, branch], { x: 9 }), { x: 10 });
    },
  );
  let last = sheet.row(
    null,
    [
      imageInput(224),
      [
        'conv2d',
        'conv1',
        { filters: 32, kernelSize: [3, 3], strides: [2, 2], padding: 'same', useBias: false },
      ],
      bn('conv1_bn', norm),
      relu6('conv1_relu'),
    ],
    { x: 0 },
  );
  last = sheet.use(first, 'block0', { filters: 16 }, [last], { x: 4 });
  /** Filters, stride of the first unit, units. */
  const stages = [
    [24, 2, 2],
    [32, 2, 3],
    [64, 2, 4],
    [96, 1, 3],
    [160, 2, 3],
    [320, 1, 1],
  ] as const;
  let channels = 16;
  let x = 5;
  for (const [index, [filters, step, units]] of stages.entries()) {
    const name = `stage${index + 1}`;
    last = sheet.use(changing, `${name}_first`, { filters, expanded: 6 * channels, stride: step }, [last], {
      x: x++,
    });
    channels = filters;
    if (units > 1)
      last = sheet.use(residual, name, { filters, expanded: 6 * filters }, [last], { x: x++ }, units - 1);
  }
  sheet.row(
    last,
    [
      pointwise('conv_last', 1280),
      bn('conv_last_bn', norm),
      relu6('out_relu'),
      ['globalAveragePooling2d', 'avg_pool'],
      classes,
    ],
    { x },
  );
  return sheet.done([5, 11, 16]);
}
