import { text } from '../src/text/language.ts';
import type { TemplateText } from '../src/text/members/templates/template-text.ts';
import { message, type Text } from '../src/text/message.ts';
import alexnet from './alexnet.convas';
import alexnetOneTower from './alexnet-one-tower.convas';
import autoencoder from './autoencoder.convas';
import cifar10Cnn from './cifar10-cnn.convas';
import convAutoencoder from './conv-autoencoder.convas';
import deepBelief from './deep-belief.convas';
import densenet121 from './densenet121.convas';
import documentAutoencoder from './document-autoencoder.convas';
import googlenet from './googlenet.convas';
import inceptionV3 from './inception-v3.convas';
import lenet5 from './lenet-5.convas';
import lenet51998 from './lenet-5-1998.convas';
import lstmSeries from './lstm-series.convas';
import mlp from './mlp.convas';
import mobilenet from './mobilenet.convas';
import mobilenetV2 from './mobilenet-v2.convas';
import neocognitron from './neocognitron.convas';
import * as papers from './papers.ts';
import { keras, torchvision } from './published.ts';
import resnet18 from './resnet18.convas';
import resnet20Cifar from './resnet20-cifar.convas';
import resnet34 from './resnet34.convas';
import resnet50 from './resnet50.convas';
import resnet101 from './resnet101.convas';
import resnet152 from './resnet152.convas';
import textCnn from './text-cnn.convas';
import tinyCnn from './tiny-cnn.convas';
import { translated } from './translate.ts';
import unet from './unet.convas';
import vgg16 from './vgg16.convas';
import vgg19 from './vgg19.convas';
import xception from './xception.convas';

const words = text.templates;

type TemplateId = keyof typeof words;

/** A network that ships with the app. */
export interface Template {
  /** By it, the catalogue has what it is called, a sentence for the gallery, and what differs from the paper. */
  readonly id: TemplateId;
  /** Where it stands in the gallery: small networks to learn with, or the large ones that everybody names. */
  readonly section: 'course' | 'famous';
  readonly year: number | null;
  readonly paper: papers.Paper | null;
  /** A parameter count that others have published for it. */
  readonly published: {
    readonly params: number;
    /** `all`: fixed and moving weights too; `trainable`: only those that learn. */
    readonly counts: 'all' | 'trainable';
    readonly source: Text;
  } | null;
  /** The `.convas` file, for `parseDocument`. */
  readonly text: string;
}

/** Of no paper. */
const own = { year: null, paper: null, published: null } as const;

/** In the gallery's order. */
export const templates: readonly Template[] = [
  {
    id: 'lenet-5',
    section: 'course',
    year: 1998,
    paper: papers.lecun1998,
    published: { params: 61_706, counts: 'all', source: message('templates.course-table') },
    text: lenet5,
  },
  {
    id: 'lenet-5-1998',
    section: 'course',
    year: 1998,
    paper: papers.lecun1998,
    published: { params: 60_000, counts: 'trainable', source: 'LeCun et al. 1998' },
    text: lenet51998,
  },
  { id: 'tiny-cnn', section: 'course', ...own, text: tinyCnn },
  { id: 'mlp', section: 'course', ...own, text: mlp },
  {
    id: 'cifar10-cnn',
    section: 'course',
    ...own,
    text: cifar10Cnn,
  },
  {
    id: 'resnet20-cifar',
    section: 'course',
    year: 2015,
    paper: papers.he2015,
    published: {
      params: 269_722,
      counts: 'trainable',
      source: message('templates.option-a', { paper: 'He et al. 2015' }),
    },
    text: resnet20Cifar,
  },
  {
    id: 'autoencoder',
    section: 'course',
    year: 2006,
    paper: papers.hinton2006,
    published: null,
    text: autoencoder,
  },
  {
    id: 'conv-autoencoder',
    section: 'course',
    year: 2011,
    paper: papers.masci2011,
    published: null,
    text: convAutoencoder,
  },
  {
    id: 'document-autoencoder',
    section: 'course',
    year: 2006,
    paper: papers.hinton2006,
    published: null,
    text: documentAutoencoder,
  },
  {
    id: 'deep-belief',
    section: 'course',
    year: 2006,
    paper: papers.hintonOsindero2006,
    published: null,
    text: deepBelief,
  },
  {
    id: 'neocognitron',
    section: 'course',
    year: 1980,
    paper: papers.fukushima1980,
    published: null,
    text: neocognitron,
  },
  {
    id: 'unet',
    section: 'course',
    year: 2015,
    paper: papers.ronneberger2015,
    published: null,
    text: unet,
  },
  {
    id: 'lstm-series',
    section: 'course',
    year: 1997,
    paper: papers.hochreiter1997,
    published: null,
    text: lstmSeries,
  },
  {
    id: 'alexnet',
    section: 'famous',
    year: 2012,
    paper: papers.krizhevsky2012,
    published: { params: 60_965_224, counts: 'all', source: 'Krizhevsky et al. 2012' },
    text: alexnet,
  },
  {
    id: 'alexnet-one-tower',
    section: 'famous',
    year: 2014,
    paper: papers.krizhevsky2014,
    published: torchvision(61_100_840),
    text: alexnetOneTower,
  },
  {
    id: 'vgg16',
    section: 'famous',
    year: 2014,
    paper: papers.simonyan2014,
    published: keras(138_357_544),
    text: vgg16,
  },
  {
    id: 'vgg19',
    section: 'famous',
    year: 2014,
    paper: papers.simonyan2014,
    published: keras(143_667_240),
    text: vgg19,
  },
  {
    id: 'googlenet',
    section: 'famous',
    year: 2014,
    paper: papers.szegedy2014,
    published: { params: 6_998_552, counts: 'all', source: 'Szegedy et al. 2014' },
    text: googlenet,
  },
  {
    id: 'resnet18',
    section: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: torchvision(11_689_512),
    text: resnet18,
  },
  {
    id: 'resnet34',
    section: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: torchvision(21_797_672),
    text: resnet34,
  },
  {
    id: 'resnet50',
    section: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(25_636_712),
    text: resnet50,
  },
  {
    id: 'resnet101',
    section: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(44_707_176),
    text: resnet101,
  },
  {
    id: 'resnet152',
    section: 'famous',
    year: 2015,
    paper: papers.he2015,
    published: keras(60_419_944),
    text: resnet152,
  },
  {
    id: 'inception-v3',
    section: 'famous',
    year: 2015,
    paper: papers.szegedy2015,
    published: keras(23_851_784),
    text: inceptionV3,
  },
  {
    id: 'xception',
    section: 'famous',
    year: 2016,
    paper: papers.chollet2016,
    published: keras(22_910_480),
    text: xception,
  },
  {
    id: 'mobilenet',
    section: 'famous',
    year: 2017,
    paper: papers.howard2017,
    published: keras(4_253_864),
    text: mobilenet,
  },
  {
    id: 'mobilenet-v2',
    section: 'famous',
    year: 2018,
    paper: papers.sandler2018,
    published: keras(3_538_984),
    text: mobilenetV2,
  },
  {
    id: 'densenet121',
    section: 'famous',
    year: 2016,
    paper: papers.huang2016,
    published: keras(8_062_504),
    text: densenet121,
  },
  {
    id: 'text-cnn',
    section: 'famous',
    year: 2014,
    paper: papers.kim2014,
    published: null,
    text: textCnn,
  },
];

export function templateOf(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}

/** What a template is called, and what the gallery says of it, in the current language. */
export const aboutTemplate = ({ id }: Template): TemplateText => words[id];

/** The `.convas` file with its name, descriptions and notes in the current language. */
export function localizedText(template: Template): string {
  const { title, contents } = aboutTemplate(template);
  return contents ? translated(template.text, title, contents) : template.text;
}
