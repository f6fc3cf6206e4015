import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits } from '../words.ts';

const size = (shape: readonly number[]): string => shape.join(' × ') || '1';

export const preprocessing: Translated<Catalogue['messages']['preprocessing']> = {
  'unknown-step': ({ step }) =>
    `Esta versão do Convas não tem a etapa de pré-processamento "${step}". Atualize o Convas ou remova a etapa.`,
  'no-image-input': ({ shape }) =>
    `A rede recebe ${size(shape)}, mas imagens precisam de uma entrada de altura × largura × canais com 1 ou 3 canais.`,
  'wrong-size': ({ image, input }) =>
    `O pré-processamento deixa as imagens com ${size(image)}, mas a rede recebe ${size(input)}. Acrescente Preencher ou Redimensionar.`,
  'wrong-amount': ({ shape, bytes }) => `Uma imagem de ${size(shape)} não tem ${groupDigits(bytes)} bytes.`,
};
