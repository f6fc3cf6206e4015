import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits } from '../words.ts';

export const ownData: Translated<Catalogue['ui']['ownData']> = {
  title: 'Seus próprios dados',
  drop: 'Solte arquivos ou uma pasta aqui, ou cole-os.',
  dropHere: 'Solte para importar',
  formats:
    'Uma pasta de imagens ou textos para cada classe, imagens com um .csv de rótulos, IDX, CIFAR, .npz, .parquet, .csv, ou um .zip de qualquer um.',
  files: 'Escolher arquivos',
  folder: 'Escolher uma pasta',
  importing: (name) => `Importando ${name}`,
  copying: 'copiando arquivos',
  failed: (name) => `Não foi possível importar ${name}`,
  dismiss: 'Dispensar',
  noEngine: 'O motor ainda está iniciando, ou parou. Importe os dados de novo quando ele estiver pronto.',
  nothing:
    'Não há arquivos ali. Escolha uma pasta com uma pasta de imagens para cada classe, ou arquivos de dados.',
  damagedZip: (name) =>
    `Não foi possível descompactar ${name}: está danificado, vazio ou compactado de um modo incomum. Descompacte e escolha a pasta.`,
  largeZip: (name) =>
    `${name} tem mais de 2 GB. Descompacte e escolha a pasta no aplicativo, que a lê onde está.`,
  recent: 'Usados recentemente',
  recentsFailed: 'Não foi possível ler ou mudar a lista de dados recentes',
  places: { elsewhere: 'seus arquivos', copied: 'copiados aqui', collected: 'coletados aqui' },
  gone: 'não está mais lá',
  forget: (name) => `Tirar ${name} da lista`,
  discard: (name) => `Apagar ${name} do Convas`,
  removed: (name) => `${name} foi removido.`,
  restore: 'Desfazer',
  report: {
    title: 'Relatório da importação',
    busy: 'Examinando os dados',
    failed: 'Não foi possível fazer o relatório',
    format: 'Formato',
    train: 'Exemplos de treino',
    validation: 'Exemplos de validação',
    test: 'Exemplos de teste',
    heldOut: (nth) => `um em cada ${nth}, reservado do treino`,
    classes: 'Classes',
    target: 'Alvo',
    targets: { class: 'classe', labels: 'rótulos', numbers: 'números', mask: 'uma classe por pixel' },
    shape: 'Formato de um exemplo',
    sizes: 'Tamanhos encontrados',
    range: 'Valores',
    to: (least, most) => `${least} a ${most}`,
    nothingLeftOut: 'Nada foi deixado de fora.',
    leftOut: (count) => `${counted(count, 'arquivo deixado', 'arquivos deixados')} de fora`,
    showAll: 'Mostrar todos',
    more: (count) => `e mais ${groupDigits(count)}`,
  },
};
