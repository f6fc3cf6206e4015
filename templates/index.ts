import alexnet from './alexnet.convas';
import alexnetOneTower from './alexnet-one-tower.convas';
import autoencoder from './autoencoder.convas';
import cifar10Cnn from './cifar10-cnn.convas';
import convAutoencoder from './conv-autoencoder.convas';
import densenet121 from './densenet121.convas';
import googlenet from './googlenet.convas';
import inceptionV3 from './inception-v3.convas';
import lenet5 from './lenet-5.convas';
import lenet51998 from './lenet-5-1998.convas';
import mlp from './mlp.convas';
import mobilenet from './mobilenet.convas';
import mobilenetV2 from './mobilenet-v2.convas';
import * as papers from './papers.ts';
import resnet18 from './resnet18.convas';
import resnet20Cifar from './resnet20-cifar.convas';
import resnet34 from './resnet34.convas';
import resnet50 from './resnet50.convas';
import resnet101 from './resnet101.convas';
import resnet152 from './resnet152.convas';
import textCnn from './text-cnn.convas';
import tinyCnn from './tiny-cnn.convas';
import vgg16 from './vgg16.convas';
import vgg19 from './vgg19.convas';
import xception from './xception.convas';

/** A network that ships with the app. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** One sentence for the gallery; the document's description says more. */
  readonly summary: string;
  /** Where it stands in the gallery: small networks to learn with, or the large ones that everybody names. */
  readonly shelf: 'course' | 'famous';
  readonly year: number | null;
  readonly paper: papers.Paper | null;
  /** A parameter count that others have published for it. */
  readonly published: {
    readonly params: number;
    /** `all`: fixed and moving weights too; `trainable`: only those that learn. */
    readonly counts: 'all' | 'trainable';
    readonly source: string;
  } | null;
  /** What differs from the paper, and why; empty when nothing does. */
  readonly deviation: string;
  /** The `.convas` file, for `parseDocument`. */
  readonly text: string;
}

const keras = (params: number) => ({ params, counts: 'all', source: 'Keras Applications' }) as const;
const torchvision = (params: number) => ({ params, counts: 'trainable', source: 'torchvision' }) as const;

const kerasStride =
  'As Keras has it: convolutions with bias, and the stride in the first 1x1 convolution of a stage.';
const torchStride = 'As torchvision has it: shortcuts that change the shape are 1x1 convolutions (option B).';

/** In the gallery's order. */
export const templates: readonly Template[] = [
  {
    id: 'lenet-5',
    title: 'LeNet-5',
    summary: 'Handwritten digits, as courses teach it: tanh, average pooling, softmax.',
    shelf: 'course',
    year: 1998,
    paper: papers.lecun1998,
    published: { params: 61_706, counts: 'all', source: 'course table' },
    deviation:
      'The paper connects C3 partially, trains a coefficient and a bias in each pooling map, and ends in a radial basis function: 60,000 parameters.',
    text: lenet5,
  },
  {
    id: 'lenet-5-1998',
    title: 'LeNet-5 (1998)',
    summary: 'As the paper has it: connection table, trained pooling, pictures as targets.',
    shelf: 'course',
    year: 1998,
    paper: papers.lecun1998,
    published: { params: 60_000, counts: 'trainable', source: 'LeCun et al. 1998' },
    deviation:
      "The loss is the paper's own, equation 9. The weights were trained with a form of Newton's method, example by example; here it is Adam, in batches.",
    text: lenet51998,
  },
  {
    id: 'tiny-cnn',
    title: 'Tiny CNN',
    summary: 'Convolve, pool, convolve, pool, decide: trained in seconds.',
    shelf: 'course',
    year: null,
    paper: null,
    published: null,
    deviation: '',
    text: tinyCnn,
  },
  {
    id: 'mlp',
    title: 'Multilayer perceptron',
    summary: 'No convolution at all: the yardstick to measure one against.',
    shelf: 'course',
    year: null,
    paper: null,
    published: null,
    deviation: '',
    text: mlp,
  },
  {
    id: 'cifar10-cnn',
    title: 'CIFAR-10 CNN',
    summary: 'Small color photographs in ten classes.',
    shelf: 'course',
    year: null,
    paper: null,
    published: null,
    deviation: '',
    text: cifar10Cnn,
  },
  {
    id: 'resnet20-cifar',
    title: 'ResNet-20 for CIFAR-10',
    summary: 'Nine residual units for images of 32 × 32; shortcuts without parameters.',
    shelf: 'course',
    year: 2015,
    paper: papers.he2015,
    published: { params: 269_722, counts: 'trainable', source: 'He et al. 2015, option A' },
    deviation:
      'The missing channels of a shortcut are filled half before and half after; the paper does not say where.',
    text: resnet20Cifar,
  },
  {
    id: 'autoencoder',
    title: 'Autoencoder',
    summary: 'Squeezes digits through 32 numbers and restores them, without labels.',
    shelf: 'course',
    year: 2006,
    paper: papers.hinton2006,
    published: null,
    deviation:
      'One hidden layer a side where the paper has three, and trained at once instead of layer by layer.',
    text: autoencoder,
  },
  {
    id: 'conv-autoencoder',
    title: 'Convolutional autoencoder',
    summary: 'Shrinks digits to maps of 7 × 7 and grows them back.',
    shelf: 'course',
    year: 2011,
    paper: papers.masci2011,
    published: null,
    deviation: 'Upsampling and convolutions where the paper has transposed weights, and trained at once.',
    text: convAutoencoder,
  },
  {
    id: 'alexnet',
    title: 'AlexNet',
    summary: 'Two groups of maps, as on two GPUs: the network of 2012.',
    shelf: 'famous',
    year: 2012,
    paper: papers.krizhevsky2012,
    published: { params: 60_965_224, counts: 'all', source: 'Krizhevsky et al. 2012' },
    deviation: 'The paper says 224 × 224 pixels; its numbers come out with 227 × 227.',
    text: alexnet,
  },
  {
    id: 'alexnet-one-tower',
    title: 'AlexNet, one tower',
    summary: 'AlexNet for one GPU.',
    shelf: 'famous',
    year: 2014,
    paper: papers.krizhevsky2014,
    published: torchvision(61_100_840),
    deviation: 'As torchvision has it: 224 × 224 pixels, 256 filters in the fourth convolution.',
    text: alexnetOneTower,
  },
  {
    id: 'vgg16',
    title: 'VGG16',
    summary: 'Nothing but 3x3 convolutions, 16 layers deep.',
    shelf: 'famous',
    year: 2014,
    paper: papers.simonyan2014,
    published: keras(138_357_544),
    deviation: '',
    text: vgg16,
  },
  {
    id: 'vgg19',
    title: 'VGG19',
    summary: 'Nothing but 3x3 convolutions, 19 layers deep.',
    shelf: 'famous',
    year: 2014,
    paper: papers.simonyan2014,
    published: keras(143_667_240),
    deviation: '',
    text: vgg19,
  },
  {
    id: 'googlenet',
    title: 'GoogLeNet',
    summary: 'Nine Inception modules: several ways of looking, side by side.',
    shelf: 'famous',
    year: 2014,
    paper: papers.szegedy2014,
    published: { params: 6_998_552, counts: 'all', source: 'Szegedy et al. 2014' },
    deviation:
      'Without the two auxiliary heads, which help training and are removed afterwards; with them 13,378,280.',
    text: googlenet,
  },
  {
    id: 'resnet18',
    title: 'ResNet-18',
    summary: 'The smallest of the residual networks.',
    shelf: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: torchvision(11_689_512),
    deviation: torchStride,
    text: resnet18,
  },
  {
    id: 'resnet34',
    title: 'ResNet-34',
    summary: 'Residual units of two 3x3 convolutions.',
    shelf: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: torchvision(21_797_672),
    deviation: torchStride,
    text: resnet34,
  },
  {
    id: 'resnet50',
    title: 'ResNet-50',
    summary: 'Bottlenecks: the residual network that most others are compared with.',
    shelf: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(25_636_712),
    deviation: kerasStride,
    text: resnet50,
  },
  {
    id: 'resnet101',
    title: 'ResNet-101',
    summary: 'A hundred layers, in four stages.',
    shelf: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(44_707_176),
    deviation: kerasStride,
    text: resnet101,
  },
  {
    id: 'resnet152',
    title: 'ResNet-152',
    summary: 'The winner of the ImageNet challenge of 2015.',
    shelf: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(60_419_944),
    deviation: kerasStride,
    text: resnet152,
  },
  {
    id: 'inception-v3',
    title: 'Inception v3',
    summary: 'Inception modules with large kernels taken apart.',
    shelf: 'famous',
    year: 2015,
    paper: papers.szegedy2015,
    published: keras(23_851_784),
    deviation: 'As Keras has it: without the auxiliary head, which only helps training.',
    text: inceptionV3,
  },
  {
    id: 'xception',
    title: 'Xception',
    summary: 'Every convolution split into looking around and mixing channels.',
    shelf: 'famous',
    year: 2016,
    paper: papers.chollet2016,
    published: keras(22_910_480),
    deviation: '',
    text: xception,
  },
  {
    id: 'mobilenet',
    title: 'MobileNet',
    summary: 'Depthwise convolutions: made for telephones.',
    shelf: 'famous',
    year: 2017,
    paper: papers.howard2017,
    published: keras(4_253_864),
    deviation:
      'The classifier is a Dense layer where Keras has a 1x1 convolution: the same numbers, laid out otherwise.',
    text: mobilenet,
  },
  {
    id: 'mobilenet-v2',
    title: 'MobileNetV2',
    summary: 'Inverted residual units with narrow ends.',
    shelf: 'famous',
    year: 2018,
    paper: papers.sandler2018,
    published: keras(3_538_984),
    deviation: '',
    text: mobilenetV2,
  },
  {
    id: 'densenet121',
    title: 'DenseNet-121',
    summary: 'Every layer sees all that came before it.',
    shelf: 'famous',
    year: 2016,
    paper: papers.huang2016,
    published: keras(8_062_504),
    deviation: '',
    text: densenet121,
  },
  {
    id: 'text-cnn',
    title: 'Text CNN',
    summary: 'Convolution over words: which of two kinds a sentence is.',
    shelf: 'famous',
    year: 2014,
    paper: papers.kim2014,
    published: null,
    deviation:
      'The word vectors start at random where the paper takes ready-made ones, and the weights of the last layer ' +
      'are not bounded.',
    text: textCnn,
  },
];

export function templateOf(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}
