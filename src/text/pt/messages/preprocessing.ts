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
  'wrong-shape': ({ example, input }) =>
    `Os exemplos têm o formato ${size(example)}, mas a rede recebe ${size(input)}. Dê à entrada o formato dos exemplos.`,
  'only-images': ({ step }) =>
    `A etapa de pré-processamento "${step}" é para imagens, mas estes exemplos são outros números. Remova a etapa.`,
  'crop-outside': ({ image, box, corner }) =>
    `Um recorte de ${size(box)} a partir da linha ${corner[0]}, coluna ${corner[1]}, não cabe em uma imagem de ${size(image)}. Diminua o recorte, ou redimensione ou preencha a imagem antes.`,
  'not-gray': ({ channels }) =>
    `Cinza para RGB precisa de 1 canal, mas a imagem tem ${channels}. Remova a etapa.`,
  'not-fitted': ({ step }) =>
    `A etapa de pré-processamento "${step}" ainda não aprendeu seus valores. Eles são aprendidos do conjunto de treino quando o treino começa.`,
  'wrong-amount': ({ shape, bytes }) => `Uma imagem de ${size(shape)} não tem ${groupDigits(bytes)} bytes.`,
};
