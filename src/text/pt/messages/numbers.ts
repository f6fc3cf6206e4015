import type { Catalogue, Translated } from '../../structure.ts';

const wanted = {
  whole: 'um número inteiro, como 32',
  any: 'um número, como 0,002 ou 2e-3',
};

export const numbers: Translated<Catalogue['messages']['numbers']> = {
  missing: ({ want }) => `Não há número. Digite ${wanted[want]}.`,
  'missing-several': ({ want }) =>
    `Não há número. Digite números, como ${want === 'whole' ? '4, 6, 8' : '0,5; 0,25'}.`,
  'not-a-number': ({ text, want }) => `"${text}" não é um número. Digite ${wanted[want]}.`,
  'too-large': ({ text, want }) => `"${text}" é grande demais. Digite ${wanted[want]}.`,
  'not-whole': ({ text, below, above }) => `"${text}" não é um número inteiro. Digite ${below} ou ${above}.`,
  thousands: ({ text, instead }) =>
    `"${text}" tem separadores de milhar. Digite ${instead.replace('.', ',')}, sem eles.`,
  'several-separators': ({ text }) =>
    `"${text}" tem mais de um separador, e aqui só cabe um número. Digite um número, como 0,5 ou 0.5.`,
  'ambiguous-separator': ({ text, whole, fraction }) =>
    `"${text}" pode ser ${whole} ou ${fraction.replace('.', ',')}. Digite ${whole}, sem separador.`,
  'commas-mixed': ({ text, first, second }) =>
    `Em "${text}" há vírgulas entre os números e dentro deles. Separe os números com ponto e vírgula: ${first}; ${second}.`,
  'commas-ambiguous': ({ text, parts, fractions }) =>
    `"${text}" pode ser ${parts.join(' e ')} ou ${fractions.join(' e ')}. Separe os números com ponto e vírgula (${parts.join('; ')}) ou digite ${fractions.join('; ')}.`,
  'leading-zero': ({ text }) =>
    `"${text}" tem um número que começa com 0. Digite os números sem separador de milhar.`,
};
