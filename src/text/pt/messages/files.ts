import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits } from '../words.ts';
import { systemErrors } from './system-errors.ts';

const purposes: Readonly<Record<string, string>> = {
  training: 'treinando',
  change: 'fazendo uma alteração',
  queue: 'executando a fila',
  saving: 'salvando',
  installation: 'instalando',
};

export const files: Translated<Catalogue['messages']['files']> = {
  failed: ({ what, reason, fix }) => (fix === null ? `${what}: ${reason}` : `${what}: ${reason}. ${fix}`),
  'not-read': ({ path }) => `Não foi possível ler ${path}`,
  'not-written': ({ path }) => `Não foi possível gravar ${path}`,
  'unnamed-not-read': 'Não foi possível ler um arquivo',
  'unnamed-not-written': 'Não foi possível gravar um arquivo',

  'link-circle': 'é um link que aponta para si mesmo',
  'name-too-long': 'o nome é longo demais',
  'name-invalid': 'o nome tem um caractere que não é permitido em nomes de arquivo',
  busy: 'está em uso por outro programa',
  'too-many-open': 'há arquivos demais abertos',
  device: 'é um dispositivo, não um arquivo comum',
  'disk-error': 'o disco informou um erro',
  disconnected: 'a pasta de rede não está mais conectada',
  'no-answer': 'o disco ou a pasta de rede não respondeu',
  'no-memory': 'não há memória suficiente',
  missing: 'não existe',
  'missing-folder': 'a pasta não existe',
  'path-through-file': 'uma parte do caminho é um arquivo, não uma pasta',
  'file-instead-of-folder': 'há um arquivo onde deveria haver uma pasta',
  'folder-not-file': 'é uma pasta, não um arquivo',
  folder: 'é uma pasta',
  'no-permission-to-read': 'não há permissão de leitura',
  'no-permission-to-write': 'não há permissão de gravação',
  'too-large': 'é grande demais',
  'too-large-for-disk': 'o disco não aceita um arquivo desse tamanho',
  'read-only-disk': 'o disco é somente leitura',
  'disk-full': 'o disco está cheio',
  'quota-used-up': 'a cota de disco se esgotou',
  exists: 'já existe algo com esse nome',
  'folder-not-empty': 'já existe uma pasta com esse nome, e ela não está vazia',
  unknown: 'o motivo é desconhecido',
  system: ({ code, detail }) =>
    `o sistema informou “${Object.hasOwn(systemErrors, code) ? systemErrors[code] : detail}”`,
  stream: 'é um dispositivo ou um pipe, não um arquivo',
  'not-a-file': ({ kind }) =>
    `é ${{ folder: 'uma pasta', pipe: 'um pipe nomeado', socket: 'um socket', device: 'um dispositivo' }[kind]}, não um arquivo`,
  'too-many-bytes': ({ bytes, most }) =>
    `tem ${groupDigits(bytes)} bytes, e o máximo que pode ser lido são ${groupDigits(most)}`,
  'changed-since': 'o arquivo mudou depois que os dados foram abertos',

  'fix-link': 'Substitua o link pelo arquivo ou pela pasta para onde ele deveria apontar.',
  'fix-shorter-name': 'Escolha um nome mais curto.',
  'fix-plain-name': 'Escolha um nome sem caracteres de controle.',
  'fix-close-program': 'Feche esse programa e tente de novo.',
  'fix-close-programs': 'Feche outros programas e tente de novo.',
  'fix-disk': 'Verifique o disco ou use outro.',
  'fix-connect': 'Conecte-a de novo.',
  'fix-try-later': 'Tente de novo quando responder.',
  'fix-name': 'Confira o nome.',
  'fix-path': 'Confira o caminho.',
  'fix-file-in-it': 'Escolha um arquivo dentro dela.',
  'fix-regular-file': 'Escolha um arquivo comum.',
  'fix-smaller-file': 'Escolha um arquivo menor.',
  'fix-permissions': 'Altere as permissões ou use uma cópia.',
  'fix-create-folder': 'Crie a pasta ou escolha outro lugar.',
  'fix-other-place': 'Escolha outro lugar.',
  'fix-remove-it': 'Remova-o ou escolha outro lugar.',
  'fix-other-name': 'Escolha outro nome.',
  'fix-reopen': 'Comece de novo com os dados atuais.',
  'fix-free-space': 'Libere espaço ou escolha outro lugar.',

  'outside-folder': ({ file }) => `${file} seria gravado fora da pasta escolhida.`,
  locked: ({ path, holder }) =>
    `${path} está em uso por ${holder}. Espere terminar ou encerre esse processo.`,
  'lock-lost': ({ path }) => `Outro processo assumiu ${path} enquanto este não respondia. Continue por lá.`,
  holder: ({ process, purpose }) =>
    `${process} (${Object.hasOwn(purposes, purpose) ? purposes[purpose] : purpose})`,
  'this-process': 'este processo',
  'other-process': 'outro processo',
  process: ({ pid, host }) => (host === null ? `processo ${pid}` : `processo ${pid} em ${host}`),
};
