import { activationTitles } from '../../members/activations.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal, groupDigits } from '../words.ts';

const titles: Readonly<Record<string, string>> = activationTitles('pt-BR');
const activationName = (activation: string): string => titles[activation] ?? activation;

const widths = { units: 'unidades', filters: 'filtros' };

export const repairs: Translated<Catalogue['messages']['repairs']> = {
  'remove-layer': 'Remover a camada',
  remove: ({ name }) => `Remover "${name}"`,
  'remove-dropout': 'Remover o dropout',
  'remove-bypass': 'Deixar de ignorar',
  'pass-on': ({ name }) => `Passar adiante só "${name}"`,
  'remove-wire': 'Remover a conexão',
  'remove-wire-from': ({ name }) => `Remover a conexão que vem de "${name}"`,
  'remove-wire-between': ({ from, to }) => `Remover a conexão de "${from}" para "${to}"`,
  'connect-to-it': ({ name }) => `Conectar "${name}" a ela`,
  connect: ({ from, to }) => `Conectar "${from}" a "${to}"`,
  'put-between': ({ before, after }) => `Colocar entre "${before}" e "${after}"`,
  rename: ({ name }) => `Renomear esta para "${name}"`,
  'set-value': ({ value }) => `Usar ${value}`,
  'add-resize': 'Redimensionar as imagens até ela',
  'set-input': ({ shape }) => `Usar ${shape} no Input`,
  'set-width': ({ width, name, count }) => `Usar ${groupDigits(count)} em ${widths[width]} de "${name}"`,
  'set-units': ({ count }) => `Usar ${counted(count, 'unidade')}`,
  'set-filters': ({ count }) => `Usar ${counted(count, 'filtro')}`,
  'set-activation': ({ activation }) => `Usar ativação ${activationName(activation)}`,
  'set-all-activations': ({ activation, count }) =>
    `Usar ativação ${activationName(activation)} nas ${groupDigits(count)} camadas`,
  'set-activation-and-loss': ({ activation, loss }) =>
    `Usar ativação ${activationName(activation)}, com ${loss}`,
  'insert-activation': ({ activation }) => `Inserir uma ${activationName(activation)} depois dela`,
  'insert-input': 'Inserir um Input antes dela',
  'insert-flatten': 'Inserir um Flatten depois dela',
  'insert-dense': ({ units }) => `Inserir um Dense com ${counted(units, 'unidade')} depois dela`,
  'insert-pointwise': ({ count }) =>
    `Inserir depois dela uma convolução 1 × 1 com ${counted(count, 'filtro')}`,
  'remove-image-steps': 'Remover as etapas para imagens',
  'insert-reshape': ({ shape }) => `Inserir um Reshape para ${shape} depois dela`,
  'insert-normalization': 'Inserir uma normalização em lote antes dela',
  'insert-pooling': ({ name }) => `Inserir um max pooling antes de "${name}"`,
  'insert-add': 'Somar as entradas antes dela',
  'insert-concatenate': 'Concatenar as entradas antes dela',
  'use-data': ({ data }) => `Usar ${data}`,
  'choose-data': 'Escolher ou localizar os dados',
  'learn-input': 'Treinar para reconstruir a entrada',
  'learn-classes': 'Treinar para predizer a classe',
  'set-batch': ({ batch }) => `Definir o tamanho do lote como ${groupDigits(batch)}`,
  'set-validation': ({ share }) =>
    share === 0 ? 'Treinar sem validação' : `Definir a fração de validação como ${decimal(share)}`,
  'use-loss': ({ loss }) => `Usar ${loss}`,
};
