import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal, groupDigits, percent } from '../words.ts';

const exponential = (value: number): string => value.toExponential(1).replace('.0e', 'e').replace('.', ',');

const figure = (value: number): string =>
  value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)
    ? exponential(value)
    : decimal(value, { maximumSignificantDigits: 3 });

const oneIn = (share: number): string => {
  const times = 1 / share;
  return times < 1e7
    ? `1/${groupDigits(Math.round(Number(times.toPrecision(2))))}`
    : `1/${exponential(times)}`;
};

const where = (layer: string | null): string => (layer === null ? '' : `, principalmente em ${layer}`);

/** Feminine: unidades; masculine: canais. */
const dead = {
  units: {
    all: 'Todas as',
    of: 'das',
    noun: 'unidades',
    detail: 'estão mortas: deram 0 em todas as imagens examinadas',
  },
  channels: {
    all: 'Todos os',
    of: 'dos',
    noun: 'canais',
    detail: 'estão mortos: deram 0 em todas as imagens examinadas',
  },
};

export const troubles: Translated<Catalogue['messages']['troubles']> = {
  'dead-units': ({ layer, of, dead: count, units }) => {
    const { all, of: among, noun, detail } = dead[of];
    const which =
      count === units
        ? `${all} ${groupDigits(units)} ${noun}`
        : `${groupDigits(count)} ${among} ${groupDigits(units)} ${noun}`;
    return `${which} de ${layer} (${percent(count / units)}) ${detail}, e nenhum gradiente chega aos seus pesos.`;
  },
  'dead-layers': ({ layers, worst, share }) =>
    `${groupDigits(layers)} camadas têm unidades mortas, principalmente ${worst} (${percent(share)}): elas deram 0 em todas as imagens examinadas, e nenhum gradiente chega aos seus pesos.`,
  'gradient-infinite': ({ layer }) =>
    `O gradiente ficou infinito${where(layer)}. Com atualizações tão grandes, o treino salta por cima de qualquer mínimo.`,
  'gradient-explodes': ({ layer, now, first }) =>
    `O gradiente está explodindo: sua norma chegou a ${figure(now)}; no início era ${figure(first)}${where(layer)}. Com atualizações tão grandes, o treino salta por cima de qualquer mínimo.`,
  'not-learning': ({ epochs, accuracy, chance }) =>
    `Depois de ${counted(epochs, 'época')}, a rede acerta ${percent(accuracy)} dos exemplos de treino; no chute, seriam ${percent(chance)}: ela não está aprendendo. Use o buscador da taxa de aprendizado para ver se a culpa é da taxa.`,
  'loss-rises': ({ epoch, valFrom, valTo, from, to }) =>
    `Desde a época ${epoch}, a perda de validação subiu de ${figure(valFrom)} para ${figure(valTo)}, enquanto a de treino caiu de ${figure(from)} para ${figure(to)}: a rede está decorando os exemplos de treino (sobreajuste, overfitting). O que mais ajuda é ter mais dados; senão, regularize a rede.`,
  'accuracy-gap': ({ training, validation }) =>
    `A rede acerta ${percent(training)} dos exemplos de treino, mas só ${percent(validation)} dos de validação: ela está decorando os exemplos de treino (sobreajuste, overfitting). O que mais ajuda é ter mais dados; senão, regularize a rede.`,
  saturation: ({ layer, share }) =>
    `${percent(share)} das saídas de ${layer} estão nos extremos da função de ativação. Ali ela é plana, e quase nenhum gradiente passa.`,
  'saturated-layers': ({ layers, worst, share }) =>
    `Em ${groupDigits(layers)} camadas, a maioria das saídas (${percent(share)} das de ${worst}) está nos extremos da função de ativação. Ali ela é plana, e quase nenhum gradiente passa.`,
  'gradient-vanishes': ({ first, last, share }) =>
    `O gradiente desaparece no caminho de volta: o de um peso em ${first} ${share > 0 ? `é ${oneIn(share)} do` : 'não é nada perto do'} de um peso em ${last}, e as primeiras camadas quase não aprendem.`,
};

export const remedies: Translated<Catalogue['messages']['remedies']> = {
  'set-activation': ({ layer, activation }) => `Usar ativação ${activation} em ${layer}`,
  'set-activations': ({ layers, activation }) =>
    `Usar ativação ${activation} em ${groupDigits(layers)} camadas`,
  'insert-normalization': ({ layer }) => `Inserir uma normalização em lote antes de ${layer}`,
  'insert-normalizations': ({ layers }) =>
    `Inserir ${counted(layers, 'normalização em lote', 'normalizações em lote')}`,
  'lower-rate': ({ rate }) => `Diminuir a taxa de aprendizado para ${figure(rate)}`,
  'raise-rate': ({ rate }) => `Aumentar a taxa de aprendizado para ${figure(rate)}`,
  'use-optimizer': ({ optimizer }) => `Treinar com ${optimizer}`,
  clip: 'Limitar a norma dos gradientes a 1',
  'insert-dropout': ({ layer }) => `Inserir um dropout depois de ${layer}`,
  'add-penalty': ({ layer }) => `Adicionar uma penalidade L2 a ${layer}`,
  'add-penalties': ({ layers }) => `Adicionar uma penalidade L2 a ${groupDigits(layers)} camadas`,
  'shift-images': 'Deslocar as imagens aleatoriamente',
  'mirror-images': 'Espelhar as imagens aleatoriamente',
  pretrain: 'Pré-treinar camada por camada',
  'stop-early': 'Parar antes do sobreajuste, na melhor época',
  'zero-bias': 'Começar com vieses iguais a 0',
};
