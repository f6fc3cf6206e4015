import type { Catalogue, Translated } from '../../structure.ts';
import { plural } from '../words.ts';

export const share: Translated<Catalogue['ui']['share']> = {
  title: 'Compartilhar como link',
  lead: 'O link contém a rede inteira, sem os dados e os pesos. O que vem depois do # não é enviado a nenhum servidor.',
  address: 'Endereço de uma página do Convas',
  addressHelp: 'A página estática que o link abre, como a do seu curso.',
  link: 'Link',
  length: (characters, count) => plural(count, `${characters} caractere`, `${characters} caracteres`),
  copy: 'Copiar link',
  copied: 'Copiado',
  code: 'Código QR do link',
  tooLong: 'O link é longo demais para um código QR.',
  damaged: 'O link está danificado: faltam partes ou elas foram alteradas. Copie-o de novo, por inteiro.',
};
