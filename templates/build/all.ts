import type { ConvasDocument } from '../../src/document/schema.ts';
import { alexnet, alexnetOneTower } from './alexnet.ts';
import { autoencoder, convAutoencoder, documentAutoencoder } from './autoencoders.ts';
import { cifar10Cnn } from './cifar10-cnn.ts';
import { deepBelief } from './deep-belief.ts';
import { densenet121 } from './densenet.ts';
import { googlenet } from './googlenet.ts';
import { inceptionV3 } from './inception-v3.ts';
import { lenet5 } from './lenet-5.ts';
import { lenet5of1998 } from './lenet-5-1998.ts';
import { lstmSeries } from './lstm-series.ts';
import { mlp } from './mlp.ts';
import { mobilenet, mobilenetV2 } from './mobilenet.ts';
import { neocognitron } from './neocognitron.ts';
import { resnet18, resnet34, resnet50, resnet101, resnet152 } from './resnet.ts';
import { resnet20Cifar } from './resnet20-cifar.ts';
import { textCnn } from './text-cnn.ts';
import { tinyCnn } from './tiny-cnn.ts';
import { unet } from './unet.ts';
import { vgg16, vgg19 } from './vgg.ts';
import { xception } from './xception.ts';

/** How each template's document is made, by id. The files beside this folder are what comes out. */
export const builders: Readonly<Record<string, () => ConvasDocument>> = {
  'lenet-5': lenet5,
  'lenet-5-1998': lenet5of1998,
  'tiny-cnn': tinyCnn,
  mlp,
  'cifar10-cnn': cifar10Cnn,
  'resnet20-cifar': resnet20Cifar,
  autoencoder,
  'conv-autoencoder': convAutoencoder,
  'document-autoencoder': documentAutoencoder,
  'deep-belief': deepBelief,
  neocognitron,
  unet,
  'lstm-series': lstmSeries,
  alexnet,
  'alexnet-one-tower': alexnetOneTower,
  vgg16,
  vgg19,
  googlenet,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  'inception-v3': inceptionV3,
  mobilenet,
  'mobilenet-v2': mobilenetV2,
  xception,
  densenet121,
  'text-cnn': textCnn,
};
