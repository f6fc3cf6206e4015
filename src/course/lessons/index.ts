import architecturesEn from './architectures.en.md';
import architecturesPt from './architectures.pt-BR.md';
import autoencodersEn from './autoencoders.en.md';
import autoencodersPt from './autoencoders.pt-BR.md';
import cifar10En from './cifar-10.en.md';
import cifar10Pt from './cifar-10.pt-BR.md';
import convolutionEn from './convolution.en.md';
import convolutionPt from './convolution.pt-BR.md';
import deepBeliefEn from './deep-belief.en.md';
import deepBeliefPt from './deep-belief.pt-BR.md';
import documentsEn from './documents.en.md';
import documentsPt from './documents.pt-BR.md';
import dropoutEn from './dropout.en.md';
import dropoutPt from './dropout.pt-BR.md';
import famousEn from './famous.en.md';
import famousPt from './famous.pt-BR.md';
import featureMapsEn from './feature-maps.en.md';
import featureMapsPt from './feature-maps.pt-BR.md';
import filtersEn from './filters.en.md';
import filtersPt from './filters.pt-BR.md';
import lenet5En from './lenet-5.en.md';
import lenet5Pt from './lenet-5.pt-BR.md';
import lstmEn from './lstm.en.md';
import lstmPt from './lstm.pt-BR.md';
import mlpDepthEn from './mlp-depth.en.md';
import mlpDepthPt from './mlp-depth.pt-BR.md';
import neocognitronEn from './neocognitron.en.md';
import neocognitronPt from './neocognitron.pt-BR.md';
import optimizersEn from './optimizers.en.md';
import optimizersPt from './optimizers.pt-BR.md';
import overfittingEn from './overfitting.en.md';
import overfittingPt from './overfitting.pt-BR.md';
import poolingEn from './pooling.en.md';
import poolingPt from './pooling.pt-BR.md';
import pretrainingEn from './pretraining.en.md';
import pretrainingPt from './pretraining.pt-BR.md';
import receptiveFieldsEn from './receptive-fields.en.md';
import receptiveFieldsPt from './receptive-fields.pt-BR.md';
import reluEn from './relu.en.md';
import reluPt from './relu.pt-BR.md';
import transferEn from './transfer.en.md';
import transferPt from './transfer.pt-BR.md';

/** The lessons that ship with the app, as files for `parseLesson`: in the course's order, each in every language. */
export const lessonFiles: readonly string[] = [
  mlpDepthEn,
  mlpDepthPt,
  overfittingEn,
  overfittingPt,
  pretrainingEn,
  pretrainingPt,
  deepBeliefEn,
  deepBeliefPt,
  dropoutEn,
  dropoutPt,
  optimizersEn,
  optimizersPt,
  receptiveFieldsEn,
  receptiveFieldsPt,
  neocognitronEn,
  neocognitronPt,
  convolutionEn,
  convolutionPt,
  filtersEn,
  filtersPt,
  featureMapsEn,
  featureMapsPt,
  poolingEn,
  poolingPt,
  reluEn,
  reluPt,
  architecturesEn,
  architecturesPt,
  lenet5En,
  lenet5Pt,
  famousEn,
  famousPt,
  cifar10En,
  cifar10Pt,
  autoencodersEn,
  autoencodersPt,
  documentsEn,
  documentsPt,
  transferEn,
  transferPt,
  lstmEn,
  lstmPt,
];
