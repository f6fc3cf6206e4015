import type { Catalogue, Translated } from '../../structure.ts';
import { gigabytes } from '../words.ts';

export const ownData: Translated<Catalogue['messages']['ownData']> = {
  'too-large': ({ bytes, most }) =>
    `Esses arquivos têm ${gigabytes(bytes)}; a página do navegador pode copiar no máximo ${gigabytes(most)}. Informe o caminho: o motor lê os arquivos onde eles estão.`,
  name: ({ path }) =>
    `“${path}” não é um nome que um arquivo de dados possa ter. Renomeie o arquivo e importe os dados de novo.`,
  twice: ({ path }) =>
    `Há dois arquivos chamados “${path}”, exceto por maiúsculas e minúsculas. Renomeie um deles e importe os dados de novo.`,
  changed: ({ path }) => `“${path}” mudou durante a leitura. Importe os dados de novo.`,
  'no-space': ({ bytes, free }) =>
    `Os arquivos precisam de ${gigabytes(bytes)}, e há ${gigabytes(free)} livres no disco. Libere espaço ou informe o caminho em vez de copiar os arquivos.`,
  ended: 'A importação foi cancelada, e nada dela foi guardado.',

  'no-collection': ({ id }) => `A coleção “${id}” não existe mais. Comece outra ou escolha uma da lista.`,
  'no-class': ({ name }) => `A coleção não tem mais a classe “${name}”. Escolha outra classe.`,
  'class-exists': ({ name }) => `Já existe uma classe “${name}”. Use outro nome.`,
  'wrong-shape': ({ shape }) =>
    `As imagens não têm o tamanho da coleção, ${shape}. Comece uma coleção de outro tamanho.`,
  'nothing-to-restore': 'O que foi excluído não está mais guardado: a restauração é possível por um dia.',
};
